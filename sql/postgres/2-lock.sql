-- Step 2, first in the transaction: one loader at a time. Readers are not held up.
LOCK TABLE load_audit IN EXCLUSIVE MODE;
