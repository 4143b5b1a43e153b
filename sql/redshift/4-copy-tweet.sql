-- Step 4: Parquet is matched by position; any difference in number or type fails the load.
COPY tweet_stage
FROM '${manifest}'
IAM_ROLE ${iam_role}
FORMAT AS PARQUET
MANIFEST;
