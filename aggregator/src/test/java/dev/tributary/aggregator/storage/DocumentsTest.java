package dev.tributary.aggregator.storage;

import java.nio.file.Path;

import dev.tributary.model.port.DocumentStore;
import dev.tributary.testkit.DocumentStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentsTest extends DocumentStoreContract {
    @TempDir
    Path folder;
    private StoreFixture fixture;

    @BeforeEach
    void open() {
        fixture = new StoreFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Override
    protected DocumentStore store() {
        return fixture.store.documents();
    }

    @Test
    void documentsSurviveARestart() {
        store().put("kept", new byte[]{1, 2, 3});
        store().put("gone", new byte[]{4});
        store().remove("gone");
        fixture.restart();
        assertThat(store().get("kept")).contains(new byte[]{1, 2, 3});
        assertThat(store().all("").keySet()).containsExactly("kept");
    }
}
