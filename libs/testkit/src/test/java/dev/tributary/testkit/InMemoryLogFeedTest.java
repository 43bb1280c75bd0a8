package dev.tributary.testkit;

import dev.tributary.model.follow.LogFeed;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogWriter;

class InMemoryLogFeedTest extends LogFeedContract {
    private final InMemoryLogStore store = new InMemoryLogStore();

    @Override
    protected LogReader reader() {
        return store;
    }

    @Override
    protected LogWriter writer() {
        return store;
    }

    @Override
    protected LogFeed feed() {
        return store;
    }
}
