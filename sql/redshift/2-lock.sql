-- Step 2, first in the transaction: lock out other loaders. Without the lock, one of two loaders fails with error 1023.
LOCK load_audit;
