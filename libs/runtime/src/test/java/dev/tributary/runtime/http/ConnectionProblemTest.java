package dev.tributary.runtime.http;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;

import io.netty.handler.ssl.NotSslRecordException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionProblemTest {
    @Test
    void causesAreToldOnceAndClassesNotAtAll() {
        IOException failure = new IOException("Connection refused: /127.0.0.1:9090",
                new ConnectException("Connection refused"));
        assertThat(ConnectionProblem.inWords(failure)).isEqualTo("Connection refused: 127.0.0.1:9090");
        assertThat(ConnectionProblem.inWords(
                new IOException("Failed to create SSL connection", new NotSslRecordException("not TLS: 48545450"))))
                .isEqualTo("Failed to create SSL connection: the server does not speak TLS");
        assertThat(ConnectionProblem.inWords(new ClosedChannelException())).isEqualTo("the connection was closed");
    }

    @Test
    void aLongStoryIsCut() {
        assertThat(ConnectionProblem.inWords(new IOException("x".repeat(2000)))).hasSize(300);
    }
}
