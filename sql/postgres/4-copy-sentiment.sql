-- Step 4: the loader reads the Parquet files and sends their rows as text.
COPY sentiment_stage FROM STDIN;
