package dev.tributary.gotemplate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.tributary.gotemplate.exec.TemplateException;
import dev.tributary.gotemplate.exec.TemplateOptions;
import dev.tributary.gotemplate.exec.TemplateOptions.MissingKey;
import dev.tributary.gotemplate.function.Functions;
import dev.tributary.gotemplate.value.Arguments;
import dev.tributary.gotemplate.value.FunctionException;
import dev.tributary.gotemplate.value.GoObject;
import dev.tributary.gotemplate.value.TextMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import static dev.tributary.gotemplate.value.Parameter.ANY;
import static dev.tributary.gotemplate.value.Parameter.BOOL;
import static dev.tributary.gotemplate.value.Parameter.FLOAT;
import static dev.tributary.gotemplate.value.Parameter.INT;
import static dev.tributary.gotemplate.value.Parameter.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TemplateTest {
    /** Something with a field and methods. */
    private record Point(double x) implements GoObject {
        @Override
        public String typeName() {
            return "test.Point";
        }

        @Override
        public Object member(String name, Arguments arguments) throws FunctionException {
            if (name.equals("X")) {
                return x;
            }
            if (arguments.size() != 1) {
                throw new FunctionException("Plus takes one number");
            }
            return new Point(x + arguments.real(0));
        }

        @Override
        public Member kindOf(String name) {
            return switch (name) {
                case "X" -> Member.FIELD;
                case "Plus" -> Member.METHOD;
                default -> Member.NONE;
            };
        }

        @Override
        public String toString() {
            return "at " + x;
        }
    }

    private static final Functions FUNCTIONS = Functions.builder()
            .add("upper", args -> args.text(0).toUpperCase(Locale.ROOT), TEXT).alias("toUpper", "upper")
            .addVariadic("join", TemplateTest::join, TEXT, TEXT)
            .add("add", args -> args.whole(0) + args.whole(1), INT, INT)
            .add("half", args -> args.real(0) / 2, FLOAT).add("flag", args -> !args.as(Boolean.class, 0), BOOL)
            .add("any", args -> args.first(), ANY).add("nothing", _ -> null).add("fail", args -> {
                throw new FunctionException("failed on " + args.text(0));
            }, TEXT).build();

    private static Object join(Arguments args) {
        List<String> parts = new ArrayList<>();
        for (Object part : args.from(1)) {
            parts.add(String.valueOf(part));
        }
        return String.join(args.text(0), parts);
    }

    private static Map<String, Object> data() {
        Map<String, Object> map = new HashMap<>(Map.of("b", 1, "a", "x"));
        map.put("nil", null);
        Map<String, Object> data = new HashMap<>(
                Map.of("s", "text", "e", "", "n", 7, "f", 2.5f, "t", true, "no", false));
        data.putAll(Map.of("l", Arrays.asList("a", 1, null, 2.5), "el", List.of(), "m", map, "u", "h\u00e9\uD83D\uDE00",
                "p",
                new Point(1.5), "html", "<a href='x'>&\"</a>", "sm", TextMap.of(Map.of("k", "v", "j", "w"))));
        data.put("nil", null);
        data.put("neg", -3);
        data.put("fn", FUNCTIONS.find("join"));
        return data;
    }

    private static final TemplateOptions OPTIONS = TemplateOptions.DEFAULT.withFunctions(FUNCTIONS);

    private static String run(String text, TemplateOptions options) throws TemplateException {
        return Template.parse("x", text, options).execute(data());
    }

    /** Each line: a template and what Go 1.26 makes of it. */
    @ParameterizedTest
    @CsvFileSource(resources = "results.csv", delimiter = '\u00a6', quoteCharacter = '\u00ac', maxCharsPerColumn = 10_000)
    void templatesGiveWhatGoGives(String template, String expected) throws TemplateException {
        assertThat(run(template.translateEscapes(), OPTIONS)).isEqualTo(expected.translateEscapes());
    }

    /** Each line: a template and the message with which Go 1.26 refuses or ends it. */
    @ParameterizedTest
    @CsvFileSource(resources = "errors.csv", delimiter = '\u00a6', quoteCharacter = '\u00ac', maxCharsPerColumn = 10_000)
    void mistakesAreNamedAsGoNamesThem(String template, String message) {
        assertThatThrownBy(() -> run(template.translateEscapes(), OPTIONS)).isInstanceOf(TemplateException.class)
                .hasMessage("template: x:" + message.translateEscapes());
    }

    @Test
    void aMissingKeyIsWhatTheOptionSays() throws TemplateException {
        String text = "{{.none}} {{.sm.none}}|";
        assertThat(run(text, OPTIONS)).isEqualTo("<no value> <no value>|");
        assertThat(run(text, OPTIONS.withMissing(MissingKey.ZERO))).isEqualTo("<no value> |");
        assertThatThrownBy(() -> run("{{.none}}", OPTIONS.withMissing(MissingKey.ERROR)))
                .hasMessage("template: x:1:2: executing \"x\" at <.none>: map has no entry for key \"none\"");
        assertThatThrownBy(() -> run("{{.none.x}}", OPTIONS.withMissing(MissingKey.ZERO)))
                .hasMessage("template: x:1:7: executing \"x\" at <.none.x>: nil pointer evaluating interface {}.x");
        assertThatThrownBy(() -> Template.parse("x", "{{.a}}", OPTIONS.withMissing(MissingKey.ERROR)).execute(null))
                .hasMessageEndingWith("nil data; no entry for key \"a\"");
    }

    @Test
    void objectsHaveFieldsAndMethods() throws TemplateException {
        assertThat(run("{{.p}} {{.p.X}} {{.p.Plus 1.0}} {{(.p.Plus 2.0).X}} {{2.5 | .p.Plus}}", OPTIONS))
                .isEqualTo("at 1.5 1.5 at 2.5 3.5 at 4.0");
        assertThat(run("{{printf \"%s|%T|%d\" .p .p .p}} {{eq .p .p}}", OPTIONS))
                .isEqualTo("at 1.5|test.Point|%!d(test.Point=at 1.5) true");
        assertThatThrownBy(() -> run("{{.p.Y}}", OPTIONS)).hasMessageContaining("can't evaluate field Y in type");
        assertThatThrownBy(() -> run("{{.p.X 1}}", OPTIONS))
                .hasMessageEndingWith("X has arguments but cannot be invoked as function");
        assertThatThrownBy(() -> run("{{.p.Plus}}", OPTIONS))
                .hasMessageEndingWith("at <.p.Plus>: error calling Plus: Plus takes one number");
    }

    @Test
    void functionsAreValuesToCall() throws TemplateException {
        assertThat(run("{{call .fn \"-\" \"a\" \"b\"}}", OPTIONS)).isEqualTo("a-b");
        assertThatThrownBy(() -> run("{{call .fn}}", OPTIONS))
                .hasMessageEndingWith("error calling call: wrong number of args for .fn: got 0 want at least 1");
        assertThatThrownBy(() -> run("{{call .fn 1}}", OPTIONS))
                .hasMessageEndingWith("error calling call: arg 0: value has type int; should be string");
        assertThatThrownBy(() -> run("{{.fn}}", OPTIONS)).hasMessageContaining("can't print {{.fn}} of type func");
    }

    @Test
    void aCallersFunctionTakesTheNameOfABuiltInOne() throws TemplateException {
        Functions own = Functions.builder().add("len", args -> "own " + args.first(), ANY).add("break", _ -> "b")
                .build();
        TemplateOptions options = TemplateOptions.DEFAULT.withFunctions(own);
        assertThat(run("{{len 1}} {{break}}", options)).isEqualTo("own 1 b");
    }

    @Test
    void outputIsLimited() {
        TemplateOptions small = OPTIONS.withLimits(100, 1000);
        assertThatThrownBy(() -> run("{{range 50}}0123456789{{end}}", small))
                .hasMessageContaining("exceeded maximum output of 100 characters");
    }

    @Test
    void stepsAreLimited() {
        assertThatThrownBy(() -> run("{{range 1000000000}}{{range 1000000000}}{{end}}{{end}}", OPTIONS))
                .hasMessageContaining("exceeded maximum of 1000000 steps");
    }

    @Test
    void recursionIsLimited() {
        assertThatThrownBy(() -> run("{{define \"r\"}}{{template \"r\"}}{{end}}{{template \"r\"}}", OPTIONS))
                .hasMessageContaining("exceeded maximum template depth");
    }

    @Test
    void nestingIsLimited() {
        assertThatThrownBy(() -> run("{{" + "(".repeat(100_000) + "1" + ")".repeat(100_000) + "}}", OPTIONS))
                .hasMessageEndingWith("max expression depth exceeded");
        assertThatThrownBy(() -> run("{{if 1}}".repeat(100_000) + "{{end}}".repeat(100_000), OPTIONS))
                .hasMessageEndingWith("max expression depth exceeded");
        assertThatThrownBy(() -> run("{{if 1}}" + "{{else if 1}}".repeat(100_000) + "{{end}}", OPTIONS))
                .hasMessageEndingWith("max expression depth exceeded");
    }

    @Test
    void aRunIsOneOfMany() throws TemplateException {
        Template template = Template.parse("x", "{{$x := .n}}{{$x}}", OPTIONS);
        StringBuilder out = new StringBuilder("<");
        template.execute(data(), out);
        template.execute(Map.of("n", 8), out);
        assertThat(out).hasToString("<78");
    }
}
