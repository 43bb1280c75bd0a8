package dev.tributary.queryapi.endpoint;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ParametersTest {
    @Test
    void theFormComesBeforeTheAddress() {
        Parameters parameters = Parameters.parse("query=form&match[]=a", "query=address&match%5B%5D=b");
        assertThat(parameters.get("query")).isEqualTo("form");
        assertThat(parameters.all("match[]")).containsExactly("a", "b");
    }

    @Test
    void escapesAndBlanksAreDecoded() {
        assertThat(Parameters.parse(null, "query=a+b%20c%2Bd%C3%A9").get("query")).isEqualTo("a b c+dé");
    }

    @Test
    void aSemicolonIsPartOfTheValue() {
        assertThat(Parameters.parse(null, "query=label_join(a,\";\")&x=1").get("query"))
                .isEqualTo("label_join(a,\";\")");
    }

    @Test
    void valuesMayBeEmptyOrMissing() {
        Parameters parameters = Parameters.parse(null, "&a&b=&=c&&d=1=2");
        assertThat(parameters.get("a")).isEmpty();
        assertThat(parameters.get("d")).isEqualTo("1=2");
        assertThat(parameters.get("other")).isEmpty();
        assertThat(parameters.all("other")).isEmpty();
    }

    @Test
    void brokenEscapesAreRefused() {
        assertThatThrownBy(() -> Parameters.parse(null, "query=%zz")).isInstanceOf(ApiException.class)
                .hasMessage("error parsing form values: invalid URL escape in \"%zz\"");
        assertThatThrownBy(() -> Parameters.parse("a=" + "x".repeat(50) + "%2", null))
                .hasMessageContaining("xxx...\"");
    }

    @Test
    void tooManyParametersAreRefused() {
        String many = "a=1&".repeat(Parameters.COUNT_MAX);
        assertThat(Parameters.parse(many, null).all("a")).hasSize(Parameters.COUNT_MAX);
        assertThatThrownBy(() -> Parameters.parse(many, "b=1")).hasMessageContaining("more than 10000 parameters");
    }
}
