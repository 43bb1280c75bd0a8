package dev.tributary.aggregator.identity;

import java.util.List;

import dev.tributary.aggregator.config.CredentialSettings;
import dev.tributary.model.ClusterId;
import dev.tributary.runtime.config.Secret;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CredentialsTest {
    private static final ClusterId EAST = new ClusterId("east");
    private static final ClusterId WEST = new ClusterId("west");
    private static final String TOKEN = "0123456789abcdef";
    /** Of {@link #TOKEN}. */
    private static final String SHA256 = "9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f";

    private static CredentialSettings token(ClusterId cluster, String token) {
        return new CredentialSettings(cluster, Secret.of(token), null, null);
    }

    @Test
    void aTokenStandsForItsOwnerHoweverItIsGiven() {
        ProofTable<ClusterId> proofs = new ProofTable<>();
        proofs.add(Secret.of("east-0123456789abcdef"), null, null, EAST);
        proofs.add(null, SHA256, null, WEST);
        proofs.add(null, null, "west.example", WEST);
        assertThat(proofs.ownerOfToken("east-0123456789abcdef")).isEqualTo(EAST);
        assertThat(proofs.ownerOfToken(TOKEN)).isEqualTo(WEST);
        assertThat(proofs.ownerOfToken(TOKEN + " ")).isNull();
        assertThat(proofs.ownerOfToken("")).isNull();
        assertThat(proofs.ownerOfTlsClient("west.example")).isEqualTo(WEST);
        assertThat(proofs.ownerOfTlsClient("example")).isNull();
    }

    @Test
    void aClusterMayHaveSeveralTokensForTheTimeOfARotation() {
        Credentials credentials = Credentials.of(List.of(token(WEST, TOKEN), token(EAST, "east-0123456789abcdef"),
                token(EAST, "new-0123456789abcdef")));
        assertThat(credentials.clusters()).containsExactly(EAST, WEST);
    }

    @Test
    void oneTokenForTwoClustersIsRefused() {
        assertThatThrownBy(
                () -> Credentials.of(List.of(token(EAST, TOKEN), new CredentialSettings(WEST, null, SHA256, null))))
                .hasMessage("one token stands for two, east and west");
    }

    @Test
    void weakOrUnclearCredentialsAreRefused() {
        assertThatThrownBy(() -> token(EAST, "short")).hasMessageContaining("at least 16 characters");
        assertThatThrownBy(() -> new CredentialSettings(EAST, null, null, null)).hasMessageContaining("exactly one of");
        assertThatThrownBy(() -> new CredentialSettings(EAST, Secret.of(TOKEN), SHA256, null))
                .hasMessageContaining("exactly one of");
        assertThatThrownBy(() -> new CredentialSettings(EAST, null, "abc", null))
                .hasMessageContaining("64 hexadecimal digits");
        assertThatThrownBy(() -> token(ClusterId.HUB, TOKEN)).hasMessageContaining("_hub");
    }
}
