package dev.tributary.logql.ast;

import java.util.List;

import dev.tributary.model.Matcher;
import org.jspecify.annotations.Nullable;

/** A step of a log pipeline. */
public sealed interface Stage {
    /** Keeps lines by what they contain. With several operands, one that matches is enough, or for negative ones too much. */
    record LineFilter(LineMatch match, List<Operand> operands) implements Stage {
        public LineFilter {
            operands = List.copyOf(operands);
        }
    }

    /** A text to look for, or a range of addresses in {@code ip("...")}. */
    record Operand(String text, boolean ip) {
    }

    /** Labels from JSON: all fields, or those of the extractions. */
    record Json(List<Extraction> extractions) implements Stage {
        public Json {
            extractions = List.copyOf(extractions);
        }
    }

    /** Labels from logfmt: all fields, or those of the extractions. */
    record Logfmt(boolean strict, boolean keepEmpty, List<Extraction> extractions) implements Stage {
        public Logfmt {
            extractions = List.copyOf(extractions);
        }
    }

    /** A label and the expression that finds its value. */
    record Extraction(String label, String expression) {
    }

    /** Labels from the named groups of a regular expression. */
    record Regexp(String expression) implements Stage {
    }

    /** Labels from the captures of a pattern. */
    record Pattern(String expression) implements Stage {
    }

    /** Takes apart what the pack stage of a log agent has put together. */
    record Unpack() implements Stage {
    }

    /** Keeps entries by their labels. */
    record Filter(LabelFilter condition) implements Stage {
    }

    /** Writes the line anew. */
    record LineFormat(String template) implements Stage {
    }

    /** Sets labels. */
    record LabelFormat(List<Assignment> assignments) implements Stage {
        public LabelFormat {
            assignments = List.copyOf(assignments);
        }
    }

    /** What a label becomes: another label's value, which is then gone, or what a template writes. */
    record Assignment(String label, String value, boolean rename) {
    }

    /** Removes colour codes. */
    record Decolorize() implements Stage {
    }

    /** Removes labels. */
    record Drop(List<LabelChoice> choices) implements Stage {
        public Drop {
            choices = List.copyOf(choices);
        }
    }

    /** Removes all other labels. */
    record Keep(List<LabelChoice> choices) implements Stage {
        public Keep {
            choices = List.copyOf(choices);
        }
    }

    /** A label of any value, or of those that the matcher takes. */
    record LabelChoice(String label, @Nullable Matcher matcher) {
    }
}
