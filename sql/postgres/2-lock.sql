-- Step 2, first in the transaction: lock out other loaders. Readers do not wait.
LOCK TABLE load_audit IN EXCLUSIVE MODE;
