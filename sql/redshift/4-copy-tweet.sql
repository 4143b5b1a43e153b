-- Step 4: COPY matches the columns of Parquet by position; a different number or type of columns fails the load.
COPY tweet_stage
FROM '${manifest}'
IAM_ROLE ${iam_role}
FORMAT AS PARQUET
MANIFEST;
