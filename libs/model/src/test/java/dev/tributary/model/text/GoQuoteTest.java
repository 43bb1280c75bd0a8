package dev.tributary.model.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GoQuoteTest {
    @Test
    void quotesAsGoDoes() {
        assertThat(GoQuote.quote("plain 'text'")).isEqualTo("\"plain 'text'\"");
        assertThat(GoQuote.quote("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
        assertThat(GoQuote.quote("\u0007\b\f\n\r\t\u000b\u0001\u007f"))
                .isEqualTo("\"\\a\\b\\f\\n\\r\\t\\v\\x01\\x7f\"");
        assertThat(GoQuote.quote("\u00e9\uD83D\uDE00\u4e16")).isEqualTo("\"\u00e9\uD83D\uDE00\u4e16\"");
        assertThat(GoQuote.quote("\u00a0\u200b\ue000\uDBFF\uDFFF")).isEqualTo("\"\\u00a0\\u200b\\ue000\\U0010ffff\"");
        assertThat(GoQuote.quote("\ud800")).isEqualTo("\"\\ufffd\"");
    }

    @Test
    void quotesRunesAsGoDoes() {
        assertThat(GoQuote.quoteRune('x')).isEqualTo("'x'");
        assertThat(GoQuote.quoteRune('\'')).isEqualTo("'\\''");
        assertThat(GoQuote.quoteRune('"')).isEqualTo("'\"'");
        assertThat(GoQuote.quoteRune(-1)).isEqualTo("'\ufffd'");
    }

    @Test
    void unquotesAllThreeKinds() {
        assertThat(GoUnquote.unquote("\"a\"")).isEqualTo("a");
        assertThat(GoUnquote.unquote("'a \"b\"'")).isEqualTo("a \"b\"");
        assertThat(GoUnquote.unquote("'it\\'s'")).isEqualTo("it's");
        assertThat(GoUnquote.unquote("`a\\n\"b\"\r\nc`")).isEqualTo("a\\n\"b\"\nc");
        assertThat(GoUnquote.unquote("\"\"")).isEmpty();
    }

    @Test
    void unquotesEveryEscape() {
        assertThat(GoUnquote.unquote("\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\"")).isEqualTo("\u0007\b\f\n\r\t\u000b\\\"");
        assertThat(GoUnquote.unquote("\"\\x41\\101\\u00e9\\U0001F600\"")).isEqualTo("AA\u00e9\uD83D\uDE00");
        assertThat(GoUnquote.unquote("\"\\xc3\\xa9\"")).isEqualTo("\u00e9");
        assertThat(GoUnquote.unquote("\"\\xff\"")).isEqualTo("\ufffd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "a", "\"a", "\"a'", "\"a\"b\"", "'a'b'", "\"a\nb\"", "\"\\", "\"\\\"", "\"\\q\"",
            "\"\\'\"",
            "'\\\"'", "\"\\x4\"", "\"\\xzz\"", "\"\\400\"", "\"\\08\"", "\"\\ud800\"", "\"\\U00110000\"", "`a`b`"})
    void refusesWhatIsNoLiteral(String literal) {
        assertThatThrownBy(() -> GoUnquote.unquote(literal)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("invalid syntax");
    }
}
