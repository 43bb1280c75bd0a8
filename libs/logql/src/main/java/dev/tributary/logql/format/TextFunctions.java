package dev.tributary.logql.format;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

import com.google.re2j.Matcher;
import dev.tributary.gotemplate.function.Functions;
import dev.tributary.gotemplate.value.Arguments;
import dev.tributary.gotemplate.value.FunctionException;
import dev.tributary.gotemplate.value.GoType;
import dev.tributary.model.RegexTemplate;
import org.jspecify.annotations.Nullable;

import static dev.tributary.gotemplate.value.Parameter.ANY;
import static dev.tributary.gotemplate.value.Parameter.INT;
import static dev.tributary.gotemplate.value.Parameter.TEXT;

/** The functions on texts, those of older queries in capital letters among them, whose arguments stand the other way. */
final class TextFunctions {
    /** A repeated text of more characters is refused. */
    private static final int REPEATED_MAX = 1 << 20;

    private TextFunctions() {
    }

    static void addTo(Functions.Builder functions) {
        addOld(functions);
        addCases(functions);
        addParts(functions);
        addCodes(functions);
        PatternCache patterns = new PatternCache();
        functions.add("contains", args -> args.text(1).contains(args.text(0)), TEXT, TEXT)
                .add("hasPrefix", args -> args.text(1).startsWith(args.text(0)), TEXT, TEXT)
                .add("hasSuffix", args -> args.text(1).endsWith(args.text(0)), TEXT, TEXT)
                .add("replace", args -> args.text(2).replace(args.text(0), args.text(1)), TEXT, TEXT, TEXT)
                .add("repeat", TextFunctions::repeat, INT, TEXT)
                .add("regexReplaceAll", args -> regexReplaceAll(args, patterns), TEXT, TEXT, TEXT)
                .add("regexReplaceAllLiteral",
                        args -> patterns.of(args.text(0)).matcher(args.text(1))
                                .replaceAll(Matcher.quoteReplacement(args.text(2))),
                        TEXT, TEXT, TEXT)
                .add("count", args -> count(args, patterns), TEXT, TEXT)
                .addVariadic("default", TextFunctions::orDefault, ANY, ANY);
    }

    private static void addOld(Functions.Builder functions) {
        functions.add("ToLower", args -> args.text(0).toLowerCase(Locale.ROOT), TEXT)
                .add("ToUpper", args -> args.text(0).toUpperCase(Locale.ROOT), TEXT)
                .add("Replace", args -> replace(args.text(0), args.text(1), args.text(2), args.whole(3)), TEXT, TEXT,
                        TEXT, INT)
                .add("Trim", args -> Trimming.both(args.text(0), args.text(1)), TEXT, TEXT)
                .add("TrimLeft", args -> Trimming.left(args.text(0), args.text(1)), TEXT, TEXT)
                .add("TrimRight", args -> Trimming.right(args.text(0), args.text(1)), TEXT, TEXT)
                .add("TrimPrefix", args -> Trimming.prefix(args.text(0), args.text(1)), TEXT, TEXT)
                .add("TrimSuffix", args -> Trimming.suffix(args.text(0), args.text(1)), TEXT, TEXT)
                .add("TrimSpace", args -> args.text(0).strip(), TEXT);
    }

    private static void addCases(Functions.Builder functions) {
        functions.add("lower", args -> args.text(0).toLowerCase(Locale.ROOT), TEXT)
                .add("upper", args -> args.text(0).toUpperCase(Locale.ROOT), TEXT)
                .add("title", args -> title(args.text(0)), TEXT).add("trim", args -> args.text(0).strip(), TEXT)
                .add("trimAll", args -> Trimming.both(args.text(1), args.text(0)), TEXT, TEXT)
                .add("trimPrefix", args -> Trimming.prefix(args.text(1), args.text(0)), TEXT, TEXT)
                .add("trimSuffix", args -> Trimming.suffix(args.text(1), args.text(0)), TEXT, TEXT);
    }

    private static void addParts(Functions.Builder functions) {
        functions.add("trunc", args -> truncate(args.whole(0), args.text(1)), INT, TEXT)
                .add("substr", args -> part(args.whole(0), args.whole(1), args.text(2)), INT, INT, TEXT)
                .add("indent", args -> indent(args.whole(0), args.text(1)), INT, TEXT)
                .add("nindent", args -> "\n" + indent(args.whole(0), args.text(1)), INT, TEXT)
                .add("alignLeft", args -> align(args.whole(0), args.text(1), false), INT, TEXT)
                .add("alignRight", args -> align(args.whole(0), args.text(1), true), INT, TEXT);
    }

    private static void addCodes(Functions.Builder functions) {
        functions.add("b64enc",
                args -> Base64.getEncoder().encodeToString(args.text(0).getBytes(StandardCharsets.UTF_8)), TEXT)
                .add("b64dec", args -> decode(args.text(0)), TEXT)
                // Go leaves the tilde alone and escapes the star; Java does it the other way round.
                .add("urlencode", args -> URLEncoder.encode(args.text(0), StandardCharsets.UTF_8).replace("*", "%2A")
                        .replace("%7E", "~"), TEXT)
                .add("urldecode", TextFunctions::urlDecode, TEXT);
    }

    private static String replace(String text, String from, String to, long times) {
        if (times < 0) {
            return text.replace(from, to);
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (long i = 0; i < times; i++) {
            int found = text.indexOf(from, at);
            if (found < 0 || from.isEmpty()) {
                break;
            }
            out.append(text, at, found).append(to);
            at = found + from.length();
        }
        return out.append(text.substring(at)).toString();
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

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The characters from one place to another, counted in code points. */
    private static String slice(String text, long from, long to) {
        return text.substring(text.offsetByCodePoints(0, (int) from), text.offsetByCodePoints(0, (int) to));
    }

    private static String truncate(long count, String text) {
        int length = length(text);
        if (count < 0) {
            return length + count > 0 ? slice(text, length + count, length) : text;
        }
        return count < length ? slice(text, 0, count) : text;
    }

    private static String part(long from, long to, String text) throws FunctionException {
        int length = length(text);
        if (from < 0) {
            return to < 0 ? "" : slice(text, 0, Math.min(to, length));
        }
        long end = to < 0 || to > length ? length : to;
        if (from > end) {
            throw new FunctionException("runtime error: slice bounds out of range [" + from + ":" + end + "]");
        }
        return slice(text, from, end);
    }

    private static String indent(long spaces, String text) throws FunctionException {
        if (spaces < 0 || spaces > REPEATED_MAX) {
            throw new FunctionException("strings: negative Repeat count");
        }
        String pad = " ".repeat((int) spaces);
        return pad + text.replace("\n", "\n" + pad);
    }

    private static String align(long count, String text, boolean right) throws FunctionException {
        int length = length(text);
        if (count < 0 || count == length) {
            return text;
        }
        if (count < length) {
            return right ? slice(text, length - count, length) : slice(text, 0, count);
        }
        if (count > REPEATED_MAX) {
            throw new FunctionException("a text of " + count + " characters is too long");
        }
        String pad = " ".repeat((int) count - length);
        return right ? pad + text : text + pad;
    }

    private static String repeat(Arguments args) throws FunctionException {
        long times = args.whole(0);
        if (times < 0) {
            throw new FunctionException("strings: negative Repeat count");
        }
        if (times * args.text(1).length() > REPEATED_MAX || times > REPEATED_MAX) {
            throw new FunctionException("a text repeated " + times + " times is too long");
        }
        return args.text(1).repeat((int) times);
    }

    private static String regexReplaceAll(Arguments args, PatternCache patterns) throws FunctionException {
        Matcher matcher = patterns.of(args.text(0)).matcher(args.text(1));
        RegexTemplate replacement = RegexTemplate.compile(args.text(2));
        StringBuilder out = new StringBuilder();
        int copied = 0;
        while (matcher.find()) {
            out.append(args.text(1), copied, matcher.start()).append(replacement.expand(matcher));
            copied = matcher.end();
        }
        return out.append(args.text(1).substring(copied)).toString();
    }

    private static long count(Arguments args, PatternCache patterns) throws FunctionException {
        Matcher matcher = patterns.of(args.text(0)).matcher(args.text(1));
        long count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    private static @Nullable Object orDefault(Arguments args) {
        boolean given = args.size() > 1 && GoType.isTrue(args.get(1));
        return args.get(given ? 1 : 0);
    }

    /** What was wrong stands in place of the text. */
    private static String decode(String text) {
        int rest = text.length() % 4;
        String padded = rest > 1 ? text + "=".repeat(4 - rest) : text;
        try {
            return new String(Base64.getDecoder().decode(padded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "illegal base64 data at input byte " + firstOdd(padded);
        }
    }

    private static int firstOdd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/')) {
                return i;
            }
        }
        return text.length() - text.length() % 4;
    }

    private static String urlDecode(Arguments args) throws FunctionException {
        try {
            return URLDecoder.decode(args.text(0), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            int at = args.text(0).indexOf('%');
            String escape = args.text(0).substring(at, Math.min(at + 3, args.text(0).length()));
            throw new FunctionException("invalid URL escape \"" + escape + "\"");
        }
    }
}
