-- Step 4: the loader reads the Parquet files and sends their rows as text.
COPY tweet_stage FROM STDIN;
