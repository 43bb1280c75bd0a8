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
import dev.tributary.runtime.config.FileProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which server is asked, and as whom. */
public final class ServerOptions {
    @Option(names = "--server", paramLabel = "URL", converter = ServerAddress.class, description = {
            "Base URL of the Prometheus API.",
            "Default: $TRIBUTARY_SERVER, else ${DEFAULT-VALUE}"}, defaultValue = "${env:TRIBUTARY_SERVER:-http://127.0.0.1:9060}")
    private URI server = URI.create("http://127.0.0.1:9060");

    @Option(names = "--bearer-token-file", paramLabel = "FILE", description = "Send the token in this file as credential.")
    private @Nullable Path bearerTokenFile;

    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "Send a further header; may be repeated.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(names = "--ca-file", paramLabel = "FILE", description = "Trust the certificates of this PEM file only.")
    private @Nullable Path caFile;

    @Option(names = "--cert-file", paramLabel = "FILE", description = "Show this certificate (PEM) to the server.")
    private @Nullable Path certFile;

    @Option(names = "--key-file", paramLabel = "FILE", description = "Private key of --cert-file, PEM in PKCS#8.")
    private @Nullable Path keyFile;

    @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "2m", converter = DurationArgument.class, //
            description = "Give up after this time. Default: ${DEFAULT-VALUE}")
    private Duration timeout = Duration.ofMinutes(2);

    /** A client for the server that the options name. */
    public PrometheusClient client() {
        Map<String, String> sent = new LinkedHashMap<>(headers);
        if (bearerTokenFile != null) {
            sent.put("Authorization", "Bearer " + token(bearerTokenFile));
        }
        return new PrometheusClient(server, sent, timeout, TlsFiles.context(caFile, certFile, keyFile));
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "--bearer-token-file: " + FileProblem.of(e), e);
        }
    }
}
