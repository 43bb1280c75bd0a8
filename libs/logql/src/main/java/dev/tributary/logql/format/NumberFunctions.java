package dev.tributary.logql.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tributary.gotemplate.function.Functions;
import dev.tributary.gotemplate.value.Arguments;
import dev.tributary.gotemplate.value.FunctionException;
import dev.tributary.logql.ast.ByteSizeText;
import dev.tributary.model.text.GoDuration;
import dev.tributary.model.text.GoFloatParser;
import org.jspecify.annotations.Nullable;

import static dev.tributary.gotemplate.value.Parameter.ANY;
import static dev.tributary.gotemplate.value.Parameter.FLOAT;
import static dev.tributary.gotemplate.value.Parameter.INT;
import static dev.tributary.gotemplate.value.Parameter.TEXT;

/** The functions on numbers; texts are read as numbers, and what is none is zero. */
final class NumberFunctions {
    /** Digits behind the point of a quotient, as the decimals that Loki counts with have them. */
    private static final int QUOTIENT_DIGITS = 16;

    /** A number whose decimals are cut off when it is taken for a whole one. */
    private static final Pattern DECIMAL = Pattern.compile("([-+]?[0-9]+)\\.[0-9]*");

    private NumberFunctions() {
    }

    static void addTo(Functions.Builder functions) {
        functions.add("int", args -> whole(args.first()), ANY).add("float64", args -> real(args.first()), ANY)
                .addVariadic("add", args -> fold(args, Long::sum), ANY)
                .add("sub", args -> whole(args.get(0)) - whole(args.get(1)), ANY, ANY)
                .addVariadic("mul", args -> fold(args, (a, b) -> a * b), ANY, ANY)
                .add("div", args -> whole(args.get(0)) / divisor(args.get(1)), ANY, ANY)
                .add("mod", args -> whole(args.get(0)) % divisor(args.get(1)), ANY, ANY)
                .addVariadic("addf", args -> decimal(args, BigDecimal::add), ANY)
                .addVariadic("subf", args -> decimal(args, BigDecimal::subtract), ANY, ANY)
                .addVariadic("mulf", args -> decimal(args, BigDecimal::multiply), ANY, ANY)
                .addVariadic("divf", NumberFunctions::quotient, ANY, ANY)
                .addVariadic("max", args -> fold(args, Math::max), ANY, ANY)
                .addVariadic("min", args -> fold(args, Math::min), ANY, ANY)
                .addVariadic("maxf", args -> foldReal(args, Math::max), ANY, ANY)
                .addVariadic("minf", args -> foldReal(args, Math::min), ANY, ANY)
                .add("ceil", args -> Math.ceil(real(args.first())), ANY)
                .add("floor", args -> Math.floor(real(args.first())), ANY)
                .addVariadic("round", NumberFunctions::round, ANY, INT, FLOAT)
                .add("bytes", NumberFunctions::bytes, TEXT).add("duration", NumberFunctions::seconds, TEXT)
                .add("duration_seconds", NumberFunctions::seconds, TEXT);
    }

    static long whole(@Nullable Object value) {
        return switch (value) {
            case Long number -> number;
            case Double number -> number.longValue();
            case Boolean truth -> truth ? 1 : 0;
            case String text -> wholeOf(text);
            case null, default -> 0;
        };
    }

    private static long wholeOf(String text) {
        Matcher decimal = DECIMAL.matcher(text);
        String digits = decimal.matches() ? decimal.group(1) : text;
        try {
            boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
            return hex ? Long.parseLong(digits.substring(2), 16) : Long.parseLong(digits);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    static double real(@Nullable Object value) {
        return switch (value) {
            case Double number -> number;
            case Long number -> number;
            case Boolean truth -> truth ? 1 : 0;
            case String text -> {
                try {
                    yield GoFloatParser.parse(text);
                } catch (NumberFormatException _) {
                    yield 0;
                }
            }
            case null, default -> 0;
        };
    }

    private static long fold(Arguments args, LongBinaryOperator operator) {
        return args.from(0).stream().mapToLong(NumberFunctions::whole).reduce(operator).orElse(0);
    }

    private static double foldReal(Arguments args, DoubleBinaryOperator operator) {
        return args.from(0).stream().mapToDouble(NumberFunctions::real).reduce(operator).orElse(0);
    }

    private static long divisor(@Nullable Object value) throws FunctionException {
        long divisor = whole(value);
        if (divisor == 0) {
            throw new FunctionException("runtime error: integer divide by zero");
        }
        return divisor;
    }

    private static List<BigDecimal> decimals(Arguments args) throws FunctionException {
        List<Double> numbers = args.from(0).stream().map(NumberFunctions::real).toList();
        if (numbers.stream().anyMatch(number -> Double.isNaN(number) || Double.isInfinite(number))) {
            throw new FunctionException("Cannot create a Decimal from NaN or Inf");
        }
        return numbers.stream().map(BigDecimal::valueOf).toList();
    }

    private static double decimal(Arguments args, BinaryOperator<BigDecimal> operator) throws FunctionException {
        return decimals(args).stream().reduce(operator).orElse(BigDecimal.ZERO).doubleValue();
    }

    private static double quotient(Arguments args) throws FunctionException {
        List<BigDecimal> numbers = decimals(args);
        if (numbers.stream().skip(1).anyMatch(number -> number.signum() == 0)) {
            throw new FunctionException("decimal division by 0");
        }
        return numbers.stream().reduce((a, b) -> a.divide(b, QUOTIENT_DIGITS, RoundingMode.HALF_UP))
                .orElse(BigDecimal.ZERO).doubleValue();
    }

    private static double round(Arguments args) {
        double roundOn = args.size() > 2 ? args.real(2) : 0.5;
        double power = Math.pow(10, (double) args.whole(1));
        double shifted = power * real(args.first());
        double fraction = shifted - (shifted < 0 ? Math.ceil(shifted) : Math.floor(shifted));
        return (fraction >= roundOn ? Math.ceil(shifted) : Math.floor(shifted)) / power;
    }

    private static double bytes(Arguments args) throws FunctionException {
        try {
            return ByteSizeText.toDouble(ByteSizeText.parse(args.text(0)));
        } catch (IllegalArgumentException e) {
            throw new FunctionException(String.valueOf(e.getMessage()));
        }
    }

    private static double seconds(Arguments args) throws FunctionException {
        try {
            return GoDuration.parseNanos(args.text(0)) / 1e9;
        } catch (IllegalArgumentException e) {
            throw new FunctionException(String.valueOf(e.getMessage()));
        }
    }
}
