package dev.tributary.queryapi.search;

/** A text that fits, and how well. */
record Hit(String text, double score) {
}
