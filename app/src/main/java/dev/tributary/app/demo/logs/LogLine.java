package dev.tributary.app.demo.logs;

import java.time.Instant;

/** A line and where it goes: stderr for an error. */
record LogLine(Instant time, boolean error, String text) {
}
