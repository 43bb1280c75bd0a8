package dev.tributary.runtime.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens: {@code 127.0.0.1:9060}, {@code [::1]:9060}, {@code hub.internal:9060}, or {@code :9060} for all
 * interfaces. Port 0 takes any free port.
 */
public record ListenAddress(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.%a-z]+)]|([^\\[\\]:]*)):(\\d{1,5})");

    private static final String ALL_INTERFACES = "0.0.0.0";

    public ListenAddress {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with the form that is expected
     */
    public static ListenAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an address: write host:port, [ipv6]:port or :port for all interfaces");
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new ListenAddress(host.isEmpty() ? ALL_INTERFACES : host, Integer.parseInt(matcher.group(3)));
    }

    /** True when only this machine can reach the address. A name that does not resolve is not loopback. */
    public boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
