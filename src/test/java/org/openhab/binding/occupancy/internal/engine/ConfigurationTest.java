/*
 * Copyright (c) 2026 The occupancy add-on authors
 *
 * See the NOTICE file(s) distributed with this work for additional
 * information.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * http://www.eclipse.org/legal/epl-2.0
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.openhab.binding.occupancy.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.openhab.binding.occupancy.internal.engine.Home.at;
import static org.openhab.binding.occupancy.internal.engine.Home.seconds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationKind;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;

/**
 * Locations: their settings, and adding, changing, moving and removing them while the engine runs.
 */
@NonNullByDefault
class ConfigurationTest {

    private final Home home = new Home().location("house").child("room", "house");

    private static LocationConfig.Builder at(String id, String parent) {
        return LocationConfig.builder(id).parent(parent);
    }

    @Test
    void theDefaultsOfALocation() {
        LocationConfig config = LocationConfig.builder("room").build();
        assertThat(config.id()).isEqualTo("room");
        assertThat(config.parent()).isNull();
        assertThat(config.kind()).isEqualTo(LocationKind.AREA);
        assertThat(config.strategy()).isEqualTo(Strategy.INDEPENDENT);
        assertThat(config.contributesToParent()).isTrue();
        assertThat(config.timeouts()).containsAllEntriesOf(Map.of("default", Duration.ofMinutes(10), "motion",
                Duration.ofMinutes(10), "presence", Duration.ofMinutes(5)));
        assertThat(config.linger()).isZero();
        assertThat(config.identityHolds()).isFalse();
        assertThat(config.adjacent()).isEmpty();
        assertThat(config.vacancy()).isEqualTo(Vacancy.TIMEOUT);
        assertThat(config.stayTimeout()).isEqualTo(Duration.ofHours(4));
        assertThat(config.leaveTimeout().usual()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.passage()).isFalse();
        assertThat(config.headCount()).isNull();
    }

    @Test
    void everySettingIsKeptAndComparedAndCopied() {
        LocationConfig.Builder all = LocationConfig.builder("room").parent("house").kind(LocationKind.VIRTUAL)
                .strategy(Strategy.FOLLOW_PARENT).contributesToParent(false).timeout("media", seconds(7))
                .linger(seconds(8)).identityHolds(true).adjacent(Set.of("hall")).vacancy(Vacancy.DEPARTURE)
                .stayTimeout(seconds(9)).leaveTimeout(seconds(10)).passage(true).headCount(1);
        LocationConfig config = all.build();
        assertThat(config.parent()).isEqualTo("house");
        assertThat(config.kind()).isEqualTo(LocationKind.VIRTUAL);
        assertThat(config.strategy()).isEqualTo(Strategy.FOLLOW_PARENT);
        assertThat(config.contributesToParent()).isFalse();
        assertThat(config.timeouts()).containsEntry("media", seconds(7)).containsEntry("motion", seconds(10));
        assertThat(config.ownTimeouts()).containsExactly(entry("media", seconds(7)));
        assertThat(config.linger()).isEqualTo(seconds(8));
        assertThat(config.identityHolds()).isTrue();
        assertThat(config.adjacent()).containsExactly("hall");
        assertThat(config.vacancy()).isEqualTo(Vacancy.DEPARTURE);
        assertThat(config.stayTimeout()).isEqualTo(seconds(9));
        assertThat(config.leaveTimeout().usual()).isEqualTo(seconds(10));
        assertThat(config.passage()).isTrue();
        assertThat(config.headCount()).isEqualTo(1);

        assertThat(config.toBuilder().build()).isEqualTo(config).hasSameHashCodeAs(config);
        assertThat(config).hasToString("LocationConfig[room in house, FOLLOW_PARENT, DEPARTURE]");
        for (LocationConfig other : List.of(config.toBuilder().parent("shed").build(),
                config.toBuilder().kind(LocationKind.AREA).build(),
                config.toBuilder().strategy(Strategy.INDEPENDENT).build(),
                config.toBuilder().contributesToParent(true).build(),
                config.toBuilder().timeout("media", seconds(1)).build(), config.toBuilder().linger(seconds(1)).build(),
                config.toBuilder().identityHolds(false).build(), config.toBuilder().adjacent(Set.of()).build(),
                config.toBuilder().vacancy(Vacancy.TIMEOUT).build(), config.toBuilder().stayTimeout(seconds(1)).build(),
                config.toBuilder().leaveTimeout(seconds(1)).build(), config.toBuilder().passage(false).build(),
                config.toBuilder().headCount(null).build(), LocationConfig.builder("room").build(),
                LocationConfig.builder("other").build())) {
            assertThat(config).isNotEqualTo(other);
        }
    }

    @Test
    void aBlankParentIsNone() {
        assertThat(LocationConfig.builder("room").parent(" ").build().parent()).isNull();
    }

    @Test
    void badSettingsAreRefusedByName() {
        assertThatThrownBy(() -> LocationConfig.builder(" ")).hasMessage("A location needs an id.");
        assertThatThrownBy(() -> LocationConfig.builder("room").linger(seconds(-1)))
                .hasMessage("The linger of room is PT-1S; it must not be negative.")
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedException.class))
                .returns("linger", RejectedException::field)
                .returns(RejectionCode.NEGATIVE_DURATION, RejectedException::code);
        assertThatThrownBy(() -> LocationConfig.builder("room").timeout("motion", seconds(-2)))
                .hasMessage("The timeouts.motion of room is PT-2S; it must not be negative.");
        assertThatThrownBy(() -> LocationConfig.builder("room").stayTimeout(Duration.ofDays(40_000)))
                .hasMessage("The stayTimeout of room is PT960000H; it must not be longer than 100 years.");
        assertThatThrownBy(() -> LocationConfig.builder("room").leaveTimeout(seconds(-1)))
                .isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> LocationConfig.builder("room").headCount(0))
                .hasMessage("The head count of room is 0; it must be 1 or more.");
    }

    @Test
    void aChildWhoseParentIsNotKnownIsARootUntilItComes() {
        home.child("cellar", "annex").hold("cellar", "radar", 0);
        assertThat(home.held("cellar")).isTrue();
        home.location("annex");
        assertThat(home.held("annex")).isTrue();
    }

    @Test
    void whoWaitsForAParentGoesOnWaitingWhenAnotherDoesNoLonger() {
        home.child("cellar", "annex").child("attic", "annex").hold("attic", "radar", 0);
        home.engine.remove("cellar", Home.at(1));
        home.location("annex");
        assertThat(home.held("annex")).isTrue();
    }

    @Test
    void aRemovedLocationLeavesItsChildrenAsRootsThatWait() {
        home.child("bed", "room").hold("bed", "mat", 0).hold("room", "radar", 0);
        EngineResult result = home.engine.remove("room", Home.at(1));
        assertThat(home.engine.state("room")).isNull();
        assertThat(home.held("bed")).isTrue();
        assertThat(home.occupied("house")).isFalse();
        assertThat(result.transitions()).extracting(Transition::location).containsExactly("house");
        home.child("room", "house");
        assertThat(home.state("room").sources()).as("its evidence is gone").isEmpty();
        assertThat(home.held("house")).as("its child is back").isTrue();
        assertThat(home.engine.remove("nowhere", Home.at(2)).transitions()).isEmpty();
    }

    @Test
    void aRemovedLocationTakesItsTimersAndPeopleAlong() {
        home.handle(OccupancyEvent.momentary("room", "camera", "motion", Home.at(0)).withOccupant("Ann"));
        home.handle(OccupancyEvent.lock("room", "party", LockMode.FREEZE, Home.at(0)).withDuration(seconds(5)));
        EngineResult result = home.engine.remove("room", Home.at(1));
        assertThat(result.nextExpiration()).isNull();
        assertThat(home.people("house")).isEmpty();
        assertThat(home.engine.export().at("/locations/room").isMissingNode()).isTrue();
        assertThat(home.engine.export().at("/locations/house").fieldNames()).toIterable()
                .as("when it was occupied, and nothing of whom or by what")
                .containsExactlyInAnyOrder("occupied", "changedAt", "lastActivity");
        assertThat(home.engine.size()).isEqualTo(1);
    }

    @Test
    void aPersonWhoWasSeenInARemovedLocationIsNotLookedForThere() {
        home.child("bath", "house");
        home.handle(OccupancyEvent.momentary("room", "camera", "motion", Home.at(0)).withOccupant("Ann"));
        home.engine.remove("room", Home.at(1));
        home.handle(OccupancyEvent.momentary("bath", "camera", "motion", Home.at(2)).withOccupant("Ann"));
        assertThat(home.toldLocations()).containsExactly("bath", "house");
        assertThat(home.engine.nextExpiration()).isEqualTo(Home.at(602));
        home.child("room", "house");
        assertThat(home.people("room")).isEmpty();
    }

    @Test
    void aLocationCanMoveWithAllThatIsBelow() {
        home.location("annex", annex -> annex.linger(seconds(60))).child("bed", "room");
        home.hold("bed", "mat", 0);
        home.handle(OccupancyEvent.holdStart("bed", "phone", "presence", Home.at(0)).withOccupant("Ann"));
        home.lock("bed", "party", LockMode.KEEP_OCCUPIED, 0);
        home.engine.configure(at("room", "annex").build(), Home.at(1));
        assertThat(home.held("annex")).isTrue();
        assertThat(home.people("annex")).containsExactly("Ann");
        assertThat(home.occupied("house")).isFalse();
        home.engine.configure(at("room", "house").build(), Home.at(2));
        assertThat(home.occupied("annex")).as("what is configured away does not linger").isFalse();
        assertThat(home.held("house")).isTrue();
    }

    @Test
    void whatALockWouldHaveShownLaterGoesWithTheLocationThatMoves() {
        home.location("annex").child("bed", "room").momentary("room", "pir", 0, 30).momentary("house", "pir", 0, 45);
        home.handle(OccupancyEvent.lock("bed", "party", LockMode.FREEZE, Home.at(0)).withDuration(seconds(40)));
        home.momentary("bed", "mat", 1, 59);
        assertThat(home.until("house")).as("the bed will show somebody from 40 to 60").isEqualTo(Home.at(60));
        home.engine.configure(at("bed", "annex").build(), Home.at(2));
        assertThat(home.until("house")).isEqualTo(Home.at(45));
        assertThat(home.until("room")).isEqualTo(Home.at(30));
        home.engine.configure(at("bed", "room").build(), Home.at(3));
        assertThat(home.until("house")).isEqualTo(Home.at(60));
    }

    @Test
    void aChangeKeepsTheEvidence() {
        home.momentary("room", "pir", 0, 100);
        home.location("room", room -> room.parent("house").timeout("motion", seconds(5)).linger(seconds(3)));
        assertThat(home.until("room")).isEqualTo(Home.at(100));
        home.handle(OccupancyEvent.momentary("room", "pir2", "motion", Home.at(98)));
        assertThat(home.source("room", "pir2").until()).isEqualTo(Home.at(103));
        assertThat(home.engine.config("room")).extracting(LocationConfig::linger).isEqualTo(seconds(3));
    }

    @Test
    void twoLocationsCanChangeLocations() {
        home.child("bed", "room").hold("bed", "mat", 0);
        home.engine.configureAll(
                List.of(LocationConfig.builder("house").build(), at("bed", "house").build(), at("room", "bed").build()),
                Home.at(1));
        assertThat(home.held("bed")).isTrue();
        assertThat(home.occupied("room")).isFalse();
        assertThat(home.held("house")).isTrue();
    }

    @Test
    void configuringAllRemovesTheOthers() {
        home.hold("room", "radar", 0);
        home.engine.configureAll(List.of(LocationConfig.builder("house").build()), Home.at(1));
        assertThat(home.engine.states().keySet()).containsExactly("house");
        assertThat(home.occupied("house")).isFalse();
    }

    @Test
    void aLocationThatBecomesAFollowerFollowsAtOnceAndBack() {
        home.hold("house", "radar", 0);
        home.follower("room", "house");
        assertThat(home.held("room")).isTrue();
        home.vacate("room", 1);
        assertThat(home.occupied("room")).isFalse();
        home.child("room", "house").follower("room", "house");
        assertThat(home.held("room")).as("it follows anew").isTrue();
        home.child("room", "house");
        assertThat(home.occupied("room")).isFalse();
    }

    @Test
    void aCycleIsRefusedByNameAndNothingChanges() {
        home.child("bed", "room");
        assertThatThrownBy(() -> home.engine.configure(at("house", "bed").build(), Home.at(1)))
                .hasMessage("The parent of house makes a cycle: house -> bed -> room -> house.")
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedException.class))
                .returns(RejectionCode.PARENT_CYCLE, RejectedException::code)
                .returns("parent", RejectedException::field);
        assertThatThrownBy(() -> home.engine.configure(at("self", "self").build(), Home.at(1)))
                .hasMessage("The parent of self makes a cycle: self -> self.");
        assertThatThrownBy(() -> home.engine.check(List.of(at("house", "bed").build())))
                .isInstanceOf(RejectedException.class);
        assertThat(home.engine.config("house")).extracting(LocationConfig::parent).isNull();
        assertThat(home.engine.config("self")).isNull();
        home.hold("bed", "mat", 2);
        assertThat(home.held("house")).isTrue();
    }

    @Test
    void aCycleThatWouldArriveWithAMissingParentIsRefused() {
        home.child("a", "b");
        assertThatThrownBy(() -> home.engine.configure(at("b", "a").build(), Home.at(1)))
                .hasMessage("The parent of b makes a cycle: b -> a -> b.");
        assertThatThrownBy(() -> home.engine
                .configureAll(List.of(at("c", "d").build(), at("x", "d").build(), at("d", "c").build()), Home.at(1)))
                .hasMessage("The parent of c makes a cycle: c -> d -> c.");
        assertThatThrownBy(() -> home.engine.checkAll(List.of(at("c", "d").build(), at("d", "c").build())))
                .isInstanceOf(RejectedException.class);
        home.engine.checkAll(List.of(at("a", "house").build(), at("house", "b").build()));
        assertThat(home.engine.states()).containsOnlyKeys("a", "house", "room");
    }

    @Test
    void aLocationGivenTwiceIsRefused() {
        LocationConfig room = LocationConfig.builder("room").build();
        assertThatThrownBy(() -> home.engine.configureAll(List.of(room, room), Home.at(1)))
                .hasMessage("The location room is given twice.")
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedException.class))
                .returns(RejectionCode.DUPLICATE_LOCATION, RejectedException::code);
    }

    @Test
    @Tag("slow")
    void aChainTenThousandDeepWorks() {
        int depth = 10_000;
        List<LocationConfig> chain = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            chain.add(at("p" + i, "p" + (i - 1))
                    .strategy(i == depth - 1 ? Strategy.FOLLOW_PARENT : Strategy.INDEPENDENT).build());
        }
        Collections.reverse(chain);
        Home deep = new Home(new OccupancyEngine());
        deep.engine.configureAll(chain, Home.at(0));
        deep.handle(OccupancyEvent.holdStart("p" + (depth - 1), "radar", "presence", Home.at(1)).withOccupant("Ann"));
        assertThat(deep.people("p0")).containsExactly("Ann");
        assertThat(deep.told).hasSize(depth);
        assertThat(deep.engine.explain("p0")).isNotNull();
        deep.lockAllBelow("p0", "party", LockMode.FREEZE, 2);
        assertThat(deep.engine.lockMode("p" + (depth - 1))).isEqualTo(LockMode.FREEZE);
        deep.unlock("p0", "party", 3);
        Home next = deep.restarted(4);
        assertThat(next.people("p0")).containsExactly("Ann");
        next.vacate("p0", 5);
        assertThat(next.occupied("p" + (depth - 1))).isFalse();
        assertThatThrownBy(() -> deep.engine.configure(at("p0", "p" + (depth - 1)).build(), Home.at(6)))
                .isInstanceOf(RejectedException.class);
        deep.engine.remove("p5000", Home.at(7));
        assertThat(deep.occupied("p0")).isFalse();
        assertThat(deep.held("p5001")).isTrue();
    }

    @Test
    void anotherStrategyOrLinksDoNotUpsetTheOthers() {
        for (int i = 0; i < 10; i++) {
            home.follower("f" + i, "house");
        }
        home.child("f3", "house").child("f7", "room").engine.remove("f5", Home.at(0));
        home.hold("house", "radar", 1);
        assertThat(home.toldLocations()).containsExactly("house", "f0", "f1", "f2", "f4", "f6", "f8", "f9");
    }
}
