package dev.tributary.logql.entry;

/** The labels that say what went wrong with an entry, and the words for it. */
public final class ErrorLabels {
    public static final String ERROR = "__error__";
    public static final String DETAILS = "__error_details__";
    /** Marks entries whose error the query asks for, so that it is no error of the query. */
    public static final String PRESERVE = "__preserve_error__";

    public static final String JSON = "JSONParserErr";
    public static final String LOGFMT = "LogfmtParserErr";
    public static final String SAMPLE = "SampleExtractionErr";
    public static final String FILTER = "LabelFilterErr";
    public static final String TEMPLATE = "TemplateFormatErr";

    private ErrorLabels() {
    }
}
