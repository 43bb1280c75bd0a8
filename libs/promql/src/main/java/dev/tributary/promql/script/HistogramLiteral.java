package dev.tributary.promql.script;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.promql.ast.NumberReader;

/** The notation of histograms between double braces: {@code schema:0 sum:5 count:4 buckets:[1 2 1]}. */
record HistogramLiteral(NativeHistogram histogram, boolean hintGiven) {
    static HistogramLiteral parse(String body, int line) {
        return new Reading(line).read(body);
    }

    Point point() {
        return Point.of(histogram, hintGiven);
    }

    /** Collects the fields of one histogram. */
    private static final class Reading {
        private final int line;
        private final List<String> seen = new ArrayList<>();
        private final NativeHistogram.Builder builder = NativeHistogram.builder();
        private double zeroThreshold;
        private double zeroCount;
        private double[] positive = {};
        private double[] negative = {};
        private int positiveOffset;
        private int negativeOffset;
        private boolean hintGiven;

        Reading(int line) {
            this.line = line;
        }

        HistogramLiteral read(String body) {
            for (String field : fields(body)) {
                int colon = field.indexOf(':');
                if (colon < 0) {
                    throw error("missing `:` for histogram descriptor " + field);
                }
                String key = field.substring(0, colon);
                if (seen.contains(key)) {
                    throw error("duplicate key \"" + key + "\" in histogram");
                }
                seen.add(key);
                set(key, field.substring(colon + 1));
            }
            builder.zero(zeroThreshold, zeroCount).positive(spans(positiveOffset, positive), positive)
                    .negative(spans(negativeOffset, negative), negative);
            return new HistogramLiteral(builder.buildUnchecked(), hintGiven);
        }

        private static int[] spans(int offset, double[] buckets) {
            return buckets.length == 0 ? new int[0] : new int[]{offset, buckets.length};
        }

        /** The fields; blanks inside square brackets do not separate. */
        private static List<String> fields(String body) {
            List<String> fields = new ArrayList<>();
            StringBuilder field = new StringBuilder();
            boolean inBrackets = false;
            for (int i = 0; i < body.length(); i++) {
                char c = body.charAt(i);
                inBrackets = c == '[' || inBrackets && c != ']';
                if (Character.isWhitespace(c) && !inBrackets) {
                    if (!field.isEmpty()) {
                        fields.add(field.toString());
                        field.setLength(0);
                    }
                } else {
                    field.append(c);
                }
            }
            if (!field.isEmpty()) {
                fields.add(field.toString());
            }
            return fields;
        }

        private void set(String key, String value) {
            switch (key) {
                case "schema" -> builder.schema((int) number(value));
                case "sum" -> builder.sum(number(value));
                case "count" -> builder.count(number(value));
                case "z_bucket" -> zeroCount = number(value);
                case "z_bucket_w" -> zeroThreshold = number(value);
                case "custom_values" -> builder.customBounds(numbers(value));
                case "buckets" -> positive = numbers(value);
                case "offset" -> positiveOffset = (int) number(value);
                case "n_buckets" -> negative = numbers(value);
                case "n_offset" -> negativeOffset = (int) number(value);
                case "counter_reset_hint" -> hint(value);
                default -> throw error("bad histogram descriptor found: \"" + key + "\"");
            }
        }

        private void hint(String value) {
            hintGiven = true;
            builder.resetHint(switch (value) {
                case "unknown" -> ResetHint.UNKNOWN;
                case "reset" -> ResetHint.RESET;
                case "not_reset" -> ResetHint.NOT_RESET;
                case "gauge" -> ResetHint.GAUGE;
                default -> throw error("unknown counter_reset_hint " + value);
            });
        }

        private double[] numbers(String value) {
            if (!value.startsWith("[") || !value.endsWith("]")) {
                throw error("expected numbers in square brackets, got " + value);
            }
            String inner = value.substring(1, value.length() - 1).strip();
            if (inner.isEmpty()) {
                return new double[0];
            }
            String[] words = inner.split("\\s+");
            double[] numbers = new double[words.length];
            for (int i = 0; i < words.length; i++) {
                numbers[i] = number(words[i]);
            }
            return numbers;
        }

        private double number(String text) {
            try {
                return NumberReader.literal(text);
            } catch (NumberFormatException e) {
                throw error("expected a number, got " + text);
            }
        }

        private ScriptException error(String problem) {
            return new ScriptException(line, "bad histogram: " + problem);
        }
    }
}
