package dev.tributary.aggregator.storage.logs;

import java.nio.file.Path;

import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogWriter;
import dev.tributary.testkit.LogStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the ports, from memory and from blocks. */
class LogStoreTest {
    @Nested
    class InMemory extends LogStoreContract {
        @TempDir
        Path folder;
        private LogStoreFixture fixture;

        @BeforeEach
        void open() {
            fixture = new LogStoreFixture(folder);
        }

        @AfterEach
        void close() {
            fixture.close();
        }

        @Override
        protected LogReader reader() {
            return fixture.store();
        }

        @Override
        protected LogWriter writer() {
            return fixture.store();
        }
    }

    /** Everything is brought into blocks, and now and then read after a restart, before each question. */
    @Nested
    class FromBlocks extends LogStoreContract {
        @TempDir
        Path folder;
        private LogStoreFixture fixture;

        @BeforeEach
        void open() {
            fixture = new LogStoreFixture(folder);
        }

        @AfterEach
        void close() {
            fixture.close();
        }

        @Override
        protected LogReader reader() {
            fixture.store().flush();
            return fixture.store();
        }

        @Override
        protected LogWriter writer() {
            fixture.store().flush();
            return fixture.store();
        }
    }
}
