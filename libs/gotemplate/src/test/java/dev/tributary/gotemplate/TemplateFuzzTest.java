package dev.tributary.gotemplate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.tributary.gotemplate.exec.TemplateException;
import dev.tributary.gotemplate.exec.TemplateOptions;
import dev.tributary.testkit.Seeded;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateFuzzTest {
    private static final List<String> PIECES = Arrays.asList("{{", "}}", "{{-", "-}}", " ", "if ", "else ", "end",
            "range ", "with ",
            "define \"a\"", "template \"a\" ", "block \"b\" ", "$x", ":=", "=", "|", "(", ")", ".", ".a", ".l",
            "printf ",
            "\"%*d%[2]q%#x\"", "index ", "slice ", "len ", "eq ", "lt ", "and ", "or ", "not ", "nil", "true", "1",
            "-2.5e3",
            "'c'", "\"\\", "`", "/*", "*/", ",", "break", "continue", "text", "\n", "\u00e9", "{{.a}}", "{{end}}",
            "{{range .l}}",
            "{{if .a}}", "{{$x := .a}}", "{{else}}");

    private static final TemplateOptions SMALL = TemplateOptions.DEFAULT.withLimits(10_000, 10_000);

    /** Whatever the text, it is run or refused with a message that names the template. */
    @Seeded(runs = 3000)
    void anyTextIsRunOrRefused(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(25); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        try {
            Template template = Template.parse("t", text.toString(), SMALL);
            assertThat(template.execute(Map.of("a", 3, "l", List.of("x", 2, 2.5)))).isNotNull();
        } catch (TemplateException e) {
            assertThat(e).hasMessageStartingWith("template: t:");
        }
    }
}
