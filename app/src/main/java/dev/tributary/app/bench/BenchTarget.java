package dev.tributary.app.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.runtime.config.FileProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which server is measured, and as whom. */
final class BenchTarget {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(names = "--url", paramLabel = "URL", defaultValue = "http://127.0.0.1:9060", //
            description = "Base URL of the server. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("http://127.0.0.1:9060");

    @Option(names = "--bearer-token-file", paramLabel = "FILE", description = "Send the token in this file as credential.")
    private @Nullable Path bearerTokenFile;

    HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
    }

    boolean hasCredential() {
        return bearerTokenFile != null;
    }

    URI url() {
        return url;
    }

    HttpRequest.Builder request(String path) {
        if (url.getHost() == null) {
            throw new CommandFailure(ExitCode.USAGE, "--url needs an address like http://127.0.0.1:9060, not " + url);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.toString().replaceFirst("/+$", "") + path))
                .timeout(PATIENCE);
        if (bearerTokenFile != null) {
            request.header("Authorization", "Bearer " + token(bearerTokenFile));
        }
        return request;
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "--bearer-token-file: " + FileProblem.of(e), e);
        }
    }
}
