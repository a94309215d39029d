package com.kryonix.exporter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.kryonix.collector.Alias;
import com.kryonix.collector.Kind;
import com.kryonix.exporter.exposition.Exposition;
import com.kryonix.exporter.exposition.Format;
import com.kryonix.exporter.exposition.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who comes from another exporter finds its names; the list says of each which are not here, and that must be true. */
class CompatibilityTest {
    private static final GivenNames OURS = GivenNames.of(Catalogues.all());

    private static List<String> names(Peer peer, PeerName.Answer... answers) {
        return peer.names().stream()
                .filter(name -> List.of(answers).contains(name.answer()))
                .map(PeerName::name)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aNameWithoutARemarkIsGivenHere(Peer peer) {
        assertThat(names(peer, PeerName.Answer.OURS))
                .hasSizeGreaterThan(150)
                .allSatisfy(name -> assertThat(OURS.find(name)).as(name).isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void aNameWithARemarkIsNotGivenHere(Peer peer) {
        assertThat(names(peer, PeerName.Answer.AS, PeerName.Answer.NEVER))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(OURS.find(name))
                        .as("%s is given now: its line in %s.names needs no remark any more", name, peer.exporter())
                        .isEmpty());
    }

    @Test
    void aNameThatWasToComeIsOursAsSoonAsItIsGiven() {
        PeerName listed = PeerName.parse("pg_stat_database_xact_commit_total\tcounter\t0.20\tlater its subject");
        assertThat(listed.beside(GivenNames.of(List.of())).answer()).isEqualTo(PeerName.Answer.LATER);
        assertThat(listed.beside(OURS).answer()).isEqualTo(PeerName.Answer.OURS);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSaidToBeTheSameUnderAnotherNameIsGivenHere(Peer peer) {
        assertThat(peer.names().stream()
                        .filter(name -> name.answer() == PeerName.Answer.AS)
                        .map(PeerName::twin))
                .isNotEmpty()
                .allSatisfy(twin -> assertThat(OURS.find(twin)).as(twin).isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void aNameOfTheirsHasTheirTypeHereOrNone(Peer peer) {
        assertThat(peer.names())
                .allSatisfy(name -> OURS.find(name.name())
                        .ifPresent(given ->
                                assertThat(given.kind()).as(name.name()).isIn(allowed(name))));
    }

    /** An un-suffixed counter is untyped here, and what is named {@code _total} there without being one is a counter. */
    private static Set<Kind> allowed(PeerName name) {
        return switch (name.type()) {
            case "counter" -> Set.of(Kind.COUNTER, Kind.UNKNOWN);
            case "gauge" ->
                name.name().endsWith("_total")
                        ? Set.of(Kind.COUNTER, Kind.UNKNOWN)
                        : Set.of(Kind.GAUGE, Kind.INFO, Kind.UNKNOWN);
            case "untyped" -> Set.of(Kind.UNKNOWN);
            default -> Set.of(Kind.valueOf(name.type().toUpperCase(Locale.ROOT)));
        };
    }

    @ParameterizedTest
    @EnumSource
    void everyAliasIsANameOfTheExporterItIsFor(Peer peer) {
        Set<String> theirs = peer.names().stream().map(PeerName::name).collect(Collectors.toSet());
        List<String> aliases = Catalogues.all().stream()
                .flatMap(chapter -> chapter.sections().stream())
                .flatMap(section -> section.metrics().stream())
                .flatMap(metric -> metric.aliases().stream())
                .filter(alias -> alias.exporter().equals(peer.exporter()))
                .map(Alias::name)
                .toList();
        assertThat(aliases).isNotEmpty().isSubsetOf(theirs);
    }

    @ParameterizedTest
    @EnumSource
    void aListHasEachNameOnce(Peer peer) {
        assertThat(peer.names().stream().map(PeerName::name))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void theProcessItselfIsGivenAsThePageSays() throws IOException {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        new Exposition(Set.of(), "0", "0", new MetricRegistry()).write(List.of(), Scope.EVERYTHING, Format.TEXT, page);
        assertThat(page.toString(StandardCharsets.UTF_8))
                .contains("process_cpu_seconds_total ", "process_start_time_seconds ")
                .contains("process_open_fds ", "process_max_fds ", "jvm_threads_current ");
    }
}
