package dev.tributary.app.query;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which server is asked, and as whom. */
public final class ServerOptions {
    @Option(names = "--server", paramLabel = "URL", description = {"Base URL of the Prometheus API.",
            "Default: $TRIBUTARY_SERVER, else ${DEFAULT-VALUE}"}, defaultValue = "${env:TRIBUTARY_SERVER:-http://127.0.0.1:9060}")
    private URI server = URI.create("http://127.0.0.1:9060");

    @Option(names = "--bearer-token-file", paramLabel = "FILE", description = "Send the token in this file as credential.")
    private @Nullable Path bearerTokenFile;

    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "Send a further header; may be repeated.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(names = "--ca-file", paramLabel = "FILE", description = "Trust the certificates of this PEM file only.")
    private @Nullable Path caFile;

    @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "2m", converter = DurationArgument.class, //
            description = "Give up after this time. Default: ${DEFAULT-VALUE}")
    private Duration timeout = Duration.ofMinutes(2);

    /** A client for the server that the options name. */
    public PrometheusClient client() {
        if (server.getHost() == null || !("http".equals(server.getScheme()) || "https".equals(server.getScheme()))) {
            throw new CommandFailure(ExitCode.USAGE,
                    "--server needs an address like http://127.0.0.1:9060, not " + server);
        }
        Map<String, String> sent = new LinkedHashMap<>(headers);
        if (bearerTokenFile != null) {
            sent.put("Authorization", "Bearer " + token(bearerTokenFile));
        }
        return new PrometheusClient(server, sent, timeout, caFile == null ? null : TrustedCertificates.from(caFile));
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "--bearer-token-file cannot be read: " + e, e);
        }
    }
}
