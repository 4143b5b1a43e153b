-- Step 2, first in the transaction: one loader at a time. Without it two loaders fail each other with error 1023.
LOCK load_audit;
