package dev.tributary.app.query;

import java.net.URI;
import java.net.URISyntaxException;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a server's address; one without a scheme, like {@code hub:9060}, is meant as http. */
public final class ServerAddress implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
        try {
            URI address = new URI(text.contains("://") ? text : "http://" + text);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new TypeConversionException(refusal(text) + " (" + e.getReason() + ")");
        }
        throw new TypeConversionException(refusal(text));
    }

    private static String refusal(String text) {
        return "'" + text + "' is no address; write it like http://127.0.0.1:9060";
    }
}
