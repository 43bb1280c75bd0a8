package dev.tributary.app.api;

/** What Prometheus 2.42 says otherwise than 3.14, whose API the hub's is; told apart by Prometheus' own sources. */
enum Since242 {
    /** Errors begin in lower case. */
    TIME_ERROR("Invalid time value for", "invalid time value for"),
    /** A place in no text is no place. */
    EMPTY_QUERY("1:1: parse error: no expression found in input",
            "unknown position: parse error: no expression found in input"),
    /** Regular expressions are shown as they were written. */
    REGEX_ERROR("`^(?:()$`", "`(`"),
    /** Range queries name the parameter as instant queries do. */
    RANGE_ERROR("\"error\":\"invalid expression type",
            "\"error\":\"invalid parameter \\\"query\\\": invalid expression type"),
    RANGE_PARSE_ERROR("\"error\":\"1:4: parse error: unexpected end of input inside braces\"",
            "\"error\":\"invalid parameter \\\"query\\\": 1:4: parse error: unexpected end of input inside braces\""),
    /** Dropped targets are counted. */
    DROPPED_COUNTS("\"droppedTargets\":[]}", "\"droppedTargets\":[],\"droppedTargetCounts\":{}}"),
    /** The page says how names are escaped that are no plain names. */
    ESCAPING("text/plain; version=0.0.4; charset=utf-8",
            "text/plain; version=0.0.4; charset=utf-8; escaping=underscores");

    private final String then;
    private final String now;

    Since242(String then, String now) {
        this.then = then;
        this.now = now;
    }

    private static String current(String text) {
        String current = text;
        for (Since242 change : values()) {
            current = current.replace(change.then, change.now);
        }
        return current;
    }

    /** The two say the same: as it is, or with what changed put in. */
    static boolean agree(String prometheus, String hub) {
        return prometheus.equals(hub) || current(prometheus).equals(hub);
    }
}
