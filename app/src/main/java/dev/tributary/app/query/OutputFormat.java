package dev.tributary.app.query;

/** How an answer is printed. */
enum OutputFormat {
    TABLE, JSON, CSV, CHART
}
