package dev.tributary.app.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.runtime.config.FileProblem;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import org.jspecify.annotations.Nullable;

/** Whom a client trusts and what it shows of itself, from PEM files. */
final class TlsFiles {
    private TlsFiles() {
    }

    /** A context for these files, or null when none is named: then the JDK's own counts. */
    static @Nullable SSLContext context(@Nullable Path caFile, @Nullable Path certFile, @Nullable Path keyFile) {
        if ((certFile == null) != (keyFile == null)) {
            throw new CommandFailure(ExitCode.USAGE, "--cert-file and --key-file belong together");
        }
        if (caFile == null && certFile == null) {
            return null;
        }
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        if (caFile != null) {
            readable("--ca-file", caFile);
            use("--ca-file " + caFile, "holds no certificate", () -> builder.trustManager(caFile.toFile()));
        }
        if (certFile != null && keyFile != null) {
            readable("--cert-file", certFile);
            readable("--key-file", keyFile);
            use("--cert-file " + certFile + ", --key-file " + keyFile, "are no certificate and its key in PKCS#8",
                    () -> builder.keyManager(certFile.toFile(), keyFile.toFile()));
        }
        try {
            return ((JdkSslContext) builder.build()).context();
        } catch (SSLException e) {
            throw new CommandFailure(ExitCode.USAGE, "the files for TLS cannot be used: " + e.getMessage(), e);
        }
    }

    private static void readable(String option, Path file) {
        try {
            Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, option + ": " + FileProblem.of(e), e);
        }
    }

    private static void use(String files, String problem, Runnable use) {
        try {
            use.run();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, files + " " + problem + ": " + e.getMessage(), e);
        }
    }
}
