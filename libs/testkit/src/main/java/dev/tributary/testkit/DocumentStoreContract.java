package dev.tributary.testkit;

import java.nio.charset.StandardCharsets;

import dev.tributary.model.port.DocumentStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What every document store does. A store's test extends this class and gives an empty store for each test. */
public abstract class DocumentStoreContract {
    protected abstract DocumentStore store();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatWasPutIsReadUntilItIsReplacedOrRemoved() {
        DocumentStore store = store();
        assertThat(store.get("a")).isEmpty();
        store.put("a", bytes("one"));
        assertThat(store.get("a")).contains(bytes("one"));
        store.put("a", bytes("two"));
        assertThat(store.get("a")).contains(bytes("two"));
        store.remove("a");
        assertThat(store.get("a")).isEmpty();
        store.remove("a");
    }

    @Test
    void anEmptyDocumentIsADocument() {
        DocumentStore store = store();
        store.put("a", new byte[0]);
        assertThat(store.get("a")).contains(new byte[0]);
    }

    @Test
    void documentsOfAPrefixComeInTheOrderOfTheirKeysBytes() {
        DocumentStore store = store();
        for (String key : new String[]{"p/z", "p/\uD83D\uDE00", "p/\uFFFD", "q/a", "p", "p/a;b"}) {
            store.put(key, bytes(key));
        }
        assertThat(store.all("p/").keySet()).containsExactly("p/a;b", "p/z", "p/\uFFFD", "p/\uD83D\uDE00");
        assertThat(store.all("p/").values()).first().isEqualTo(bytes("p/a;b"));
        assertThat(store.all("none")).isEmpty();
        assertThat(store.all("")).hasSize(6);
    }
}
