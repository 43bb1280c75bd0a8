package dev.tributary.alerts.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tributary.gotemplate.function.Functions;
import dev.tributary.gotemplate.value.Arguments;
import dev.tributary.gotemplate.value.FunctionException;
import dev.tributary.model.RegexTemplate;
import dev.tributary.model.text.GoFloat;
import dev.tributary.model.text.GoFloatParser;
import dev.tributary.model.text.PrometheusDuration;
import org.jspecify.annotations.Nullable;

import static dev.tributary.gotemplate.value.Parameter.ANY;
import static dev.tributary.gotemplate.value.Parameter.TEXT;

/** The functions of Prometheus' templates that need nothing but their arguments. */
final class TemplateFunctions {
    private TemplateFunctions() {
    }

    static void addTo(Functions.Builder functions) {
        addNumbers(functions);
        addTexts(functions);
        functions.addVariadic("args", TemplateFunctions::args, ANY);
    }

    private static void addNumbers(Functions.Builder functions) {
        functions.add("humanize", arguments -> Humanized.number(number(arguments)), ANY)
                .add("humanize1024", arguments -> Humanized.number1024(number(arguments)), ANY)
                .add("humanizeDuration", arguments -> Humanized.duration(number(arguments)), ANY)
                .add("humanizePercentage", arguments -> Humanized.percentage(number(arguments)), ANY)
                .add("humanizeTimestamp", arguments -> Humanized.timestamp(representable(number(arguments))), ANY)
                .add("toTime",
                        arguments -> new TemplateTime(Humanized.instant(representable(finite(number(arguments))))),
                        ANY)
                .add("toDuration", arguments -> new TemplateDuration((long) (finite(number(arguments)) * 1e9)), ANY)
                .add("parseDuration", arguments -> parseDuration(arguments.text(0)), TEXT);
    }

    private static void addTexts(Functions.Builder functions) {
        functions.add("title", arguments -> title(arguments.text(0)), TEXT)
                .add("toUpper", arguments -> arguments.text(0).toUpperCase(Locale.ROOT), TEXT)
                .add("toLower", arguments -> arguments.text(0).toLowerCase(Locale.ROOT), TEXT)
                .add("match", arguments -> pattern(arguments.text(0)).matcher(arguments.text(1)).find(), TEXT, TEXT)
                .add("reReplaceAll", TemplateFunctions::replaceAll, TEXT, TEXT, TEXT)
                .add("stripPort", arguments -> HostNames.withoutPort(arguments.text(0)), TEXT)
                .add("stripDomain", arguments -> HostNames.withoutDomain(arguments.text(0)), TEXT)
                .add("urlQueryEscape", arguments -> escape(arguments.text(0)), TEXT)
                .add("graphLink", arguments -> "/graph?g0.expr=" + escape(arguments.text(0)) + "&g0.tab=0", TEXT)
                .add("tableLink", arguments -> "/graph?g0.expr=" + escape(arguments.text(0)) + "&g0.tab=1", TEXT)
                // Templates of alerts are plain text: there is nothing to protect from.
                .add("safeHtml", arguments -> arguments.text(0), TEXT);
    }

    private static double number(Arguments arguments) throws FunctionException {
        return toNumber(arguments.first());
    }

    static double toNumber(@Nullable Object value) throws FunctionException {
        return switch (value) {
            case Double number -> number;
            case Long number -> number;
            case TemplateDuration duration -> duration.nanos() / 1e9;
            case String text -> {
                try {
                    yield GoFloatParser.parse(text);
                } catch (NumberFormatException e) {
                    throw new FunctionException("strconv.ParseFloat: parsing \"" + text + "\": invalid syntax");
                }
            }
            case null, default -> throw new FunctionException("can't convert "
                    + (value == null ? "<nil>" : value.getClass().getSimpleName()) + " to float");
        };
    }

    private static double finite(double seconds) throws FunctionException {
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            throw new FunctionException("value is NaN or Inf");
        }
        return seconds;
    }

    /** Times are nanoseconds in 64 bits; NaN and the infinities are the caller's. */
    private static double representable(double seconds) throws FunctionException {
        if (Double.isFinite(seconds) && Math.abs(seconds) * 1e9 > Long.MAX_VALUE) {
            throw new FunctionException(GoFloat.general(seconds)
                    + " cannot be represented as a nanoseconds timestamp since it overflows int64");
        }
        return seconds;
    }

    private static double parseDuration(String text) throws FunctionException {
        try {
            return PrometheusDuration.parse(text).toMillis() / 1e3;
        } catch (IllegalArgumentException e) {
            throw new FunctionException(String.valueOf(e.getMessage()));
        }
    }

    private static Pattern pattern(String expression) throws FunctionException {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new FunctionException("error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`");
        }
    }

    private static String replaceAll(Arguments arguments) throws FunctionException {
        Pattern pattern = pattern(arguments.text(0));
        RegexTemplate replacement = RegexTemplate.compile(arguments.text(1));
        Matcher matcher = pattern.matcher(arguments.text(2));
        StringBuilder out = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            out.append(arguments.text(2), end, matcher.start()).append(replacement.expand(matcher));
            end = matcher.end();
        }
        return out.append(arguments.text(2).substring(end)).toString();
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int before = ' ';
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            boolean inWord = Character.isLetterOrDigit(before) || before == '_' || before == '\'';
            out.appendCodePoint(inWord ? c : Character.toTitleCase(c));
            before = c;
            i += Character.charCount(c);
        }
        return out.toString();
    }

    static String escape(String text) {
        // Go leaves the tilde alone and escapes the star; Java does it the other way round.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
    }

    private static Map<String, @Nullable Object> args(Arguments arguments) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            named.put("arg" + i, arguments.get(i));
        }
        return named;
    }
}
