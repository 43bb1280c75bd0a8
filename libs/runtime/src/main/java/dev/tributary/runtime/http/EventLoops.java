package dev.tributary.runtime.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** Starts Vert.x as this program uses it: an event loop for each processor, no cache of files on disk. */
public final class EventLoops {
    private EventLoops() {
    }

    /** The caller closes it after everything that uses it. */
    public static Vertx start() {
        return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    }
}
