package dev.tributary.aggregator.identity;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The names a client certificate carries: the common names of its subject and its DNS names. */
final class CertificateNames {
    private static final int DNS_NAME = 2;

    private CertificateNames() {
    }

    static List<String> of(Certificate certificate) {
        if (!(certificate instanceof X509Certificate x509)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try {
            for (Rdn part : new LdapName(x509.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    names.add(String.valueOf(part.getValue()));
                }
            }
            Collection<List<?>> alternatives = x509.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.stream().filter(name -> name.getFirst().equals(DNS_NAME))
                        .forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (InvalidNameException | CertificateParsingException e) {
            // A certificate whose names cannot be read names nobody
            return List.of();
        }
        return names;
    }
}
