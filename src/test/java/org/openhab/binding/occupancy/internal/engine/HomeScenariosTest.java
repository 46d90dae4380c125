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
import static org.openhab.binding.occupancy.internal.engine.Home.at;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.replay.text.EnglishExplanation;

/**
 * Whether anybody is at home, in homes as they are: with doors that stay open, guests, cleaners and cats. Each scenario
 * says what the home shows and what the user is told of it.
 */
@NonNullByDefault
class HomeScenariosTest {

    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final double DAY = 24 * HOUR;

    /** A hall with a front door that is an exit, and two rooms. */
    private static Home flat() {
        return flat(Map.of("front", true));
    }

    private static Home flat(Map<String, Boolean> exits) {
        return new Home().location("home")
                .location("hall", b -> b.parent("home").vacancy(Vacancy.DEPARTURE).passage(true).exits(exits))
                .location("living", b -> b.parent("home").vacancy(Vacancy.DEPARTURE))
                .location("bedroom", b -> b.parent("home").vacancy(Vacancy.DEPARTURE));
    }

    private static Home motion(Home home, String location, double at) {
        return home.handle(OccupancyEvent.momentary(location, location + " pir", "motion", at(at)));
    }

    private static Home door(Home home, String door, double at, BoundaryChange change) {
        return home.handle(OccupancyEvent.momentary("hall", door, "door", at(at)).withBoundary(change));
    }

    /** Somebody goes through a door: it opens and closes within five seconds. */
    private static Home through(Home home, String door, double at) {
        door(home, door, at, BoundaryChange.OPENED);
        return door(home, door, at + 4, BoundaryChange.CLOSED);
    }

    /** Somebody is active in the living room and goes by the front door 100 seconds later. */
    private static void leave(Home home) {
        motion(home, "living", 0);
        through(home, "front", 100);
    }

    private static String why(Home home, String location) {
        return EnglishExplanation.of(Objects.requireNonNull(home.engine.explain(location)));
    }

    /** The times of the example that the head of {@code HomeStay} works through; it begins at 8:00:00. */
    @Test
    void theExampleOfTheDocumentation() {
        Home home = flat();
        motion(home, "hall", 0);
        assertThat(home.until("home")).isEqualTo(at(12 * HOUR));
        door(home, "front", 20, BoundaryChange.OPENED);
        assertThat(home.until("home")).isEqualTo(at(80));
        motion(home, "hall", 24);
        door(home, "front", 26, BoundaryChange.CLOSED);
        assertThat(home.until("home")).isEqualTo(at(86));
        home.advance(86);
        assertThat(home.occupied("home")).isFalse();
        assertThat(why(home, "home")).contains("everybody was seen leaving by front at " + at(26));

        home.handle(OccupancyEvent.momentary("living", "remote", "activity", at(3.5 * HOUR)));
        assertThat(home.until("home")).isEqualTo(at(3.5 * HOUR + 10 * MINUTE));
        home.advance(3.5 * HOUR + 10 * MINUTE);
        assertThat(home.occupied("home")).isFalse();

        door(home, "front", 9 * HOUR, BoundaryChange.OPENED);
        assertThat(home.until("home")).isEqualTo(at(9 * HOUR + 60));
        motion(home, "hall", 9 * HOUR + 9);
        assertThat(home.until("home")).isEqualTo(at(21 * HOUR + 9));

        door(home, "front", 14 * HOUR, BoundaryChange.OPENED);
        assertThat(home.until("home")).isEqualTo(at(14 * HOUR + 60));
        home.handle(OccupancyEvent.momentary("bedroom", "bed", "presence", at(14 * HOUR + 30)));
        assertThat(home.until("home")).isEqualTo(at(26 * HOUR + 30));
    }

    @Test
    void theHomeIsLeftAMinuteAfterTheExitAndNotBecauseItsRoomsAreSilent() {
        Home home = flat();
        motion(home, "living", 0);
        motion(home, "hall", 5 * HOUR);
        home.advance(11 * HOUR);
        assertThat(home.occupied("home")).as("nobody was seen leaving").isTrue();
        assertThat(why(home, "home")).contains("nobody was seen leaving the home since the last activity in hall");

        through(home, "front", 11 * HOUR + 10);
        motion(home, "hall", 11 * HOUR + 14);
        assertThat(why(home, "home")).contains("the exit front moved at " + at(11 * HOUR + 14));
        home.advance(11 * HOUR + 74);
        assertThat(home.occupied("home")).isFalse();
        assertThat(home.told("home").cause()).isEqualTo(new Cause.Left("hall", "front", at(11 * HOUR + 14)));
        assertThat(why(home, "home")).contains("everybody was seen leaving by front at " + at(11 * HOUR + 14));
    }

    @Test
    void whoStaysIsNotLockedIn() {
        Home home = flat();
        leave(home);
        motion(home, "bedroom", 130);
        home.advance(6 * HOUR);
        assertThat(home.occupied("home")).isTrue();
        home.advance(13 * HOUR);
        assertThat(home.occupied("home")).as("twelve hours without anything").isFalse();
        assertThat(home.told("home").cause()).isEqualTo(new Cause.StayedTooLong(at(130)));
    }

    @Test
    void whileSomebodyIsAtHomeTheLikeliestRoomIsNotLeft() {
        Home home = flat();
        motion(home, "living", 0);
        motion(home, "hall", 60);
        home.advance(HOUR);
        assertThat(home.occupied("living")).isTrue();
        assertThat(why(home, "living")).contains("somebody is at home, and this is the likeliest location");

        motion(home, "bedroom", HOUR + 10);
        home.advance(HOUR + 80);
        assertThat(home.occupied("living")).as("now there is a likelier one").isFalse();
        assertThat(home.occupied("bedroom")).isTrue();
    }

    @Test
    void anExitThatNeverReports() {
        Home home = flat();
        motion(home, "living", 0);
        home.advance(11 * HOUR);
        assertThat(home.occupied("home")).isTrue();
        assertThat(why(home, "home")).contains("the exit front has never reported");
        home.advance(12 * HOUR);
        assertThat(home.occupied("home")).isFalse();
    }

    @Test
    void anExitThatIsNeverClosed() {
        Home home = flat();
        motion(home, "living", 0);
        door(home, "front", 100, BoundaryChange.OPENED);
        motion(home, "living", 110);
        for (double hour = 6; hour <= 30; hour += 6) {
            motion(home, "living", hour * HOUR);
        }
        assertThat(home.occupied("home")).isTrue();
        assertThat(why(home, "home")).contains("the exit front has been open since " + at(100));
    }

    @Test
    void aSecondDoorWithoutASensor() {
        Home home = flat();
        double day = 0;
        for (int i = 0; i < 4; i++, day += DAY) {
            motion(home, "living", day);
            through(home, "front", day + 8 * HOUR);
            home.advance(day + 9 * HOUR);
            assertThat(home.occupied("home")).isFalse();
            assertThat(why(home, "home")).doesNotContain("another way");
            // they come back through the cellar
            motion(home, "bedroom", day + 16 * HOUR);
            motion(home, "living", day + 16 * HOUR + 20);
        }
        assertThat(why(home, "home")).contains("people come in though no exit moves");
        motion(home, "hall", day - 4 * HOUR);
        motion(home, "living", day - 4 * HOUR + 10);
        home.advance(day + 2 * MINUTE);
        assertThat(home.occupied("home")).as("the home follows its rooms").isFalse();

        for (int i = 0; i < 2; i++, day += DAY) {
            through(home, "front", day + 8 * HOUR);
            motion(home, "living", day + 8 * HOUR + 20);
            through(home, "front", day + 9 * HOUR);
            home.advance(day + 10 * HOUR);
        }
        assertThat(why(home, "home")).as("they use the front door again").doesNotContain("another way");
    }

    @Test
    void guestsWhoGoDoNotTakeTheHostsAlong() {
        Home home = flat();
        motion(home, "living", 0);
        through(home, "front", HOUR);
        motion(home, "living", HOUR + 12);
        through(home, "front", 4 * HOUR);
        motion(home, "living", 4 * HOUR + 40);
        home.advance(12 * HOUR);
        assertThat(home.occupied("home")).as("the hosts sleep").isTrue();
        assertThat(why(home, "home")).contains("since the last activity in living at " + at(4 * HOUR + 40));
    }

    @Test
    void aCleanerWithNobodyElseAtHome() {
        Home home = flat();
        home.handle(OccupancyEvent.holdStart("home", "phone", "person", at(0)).withOccupant("Ann"));
        motion(home, "living", 10);
        home.handle(OccupancyEvent.holdEnd("home", "phone", "person", at(HOUR)).withOccupant("Ann"));
        assertThat(why(home, "home")).contains("everybody known has been away since " + at(HOUR));
        home.advance(3 * HOUR);
        assertThat(home.occupied("home")).as("Ann has left").isFalse();

        through(home, "front", 3 * HOUR);
        motion(home, "living", 3 * HOUR + 30);
        motion(home, "bedroom", 4 * HOUR);
        home.advance(5 * HOUR);
        assertThat(home.occupied("home")).as("the cleaner is nobody known, but somebody").isTrue();
        through(home, "front", 5 * HOUR);
        home.advance(5 * HOUR + 2 * MINUTE);
        assertThat(home.occupied("home")).isFalse();
    }

    @Test
    void aCatInAnEmptyHome() {
        Home home = flat();
        leave(home);
        home.advance(HOUR);
        motion(home, "bedroom", HOUR);
        assertThat(home.occupied("home")).as("arrival is immediate").isTrue();
        assertThat(why(home, "home")).contains("only bedroom pir has reported somebody, at " + at(HOUR)
                + ", and no exit has moved since everybody was seen leaving");
        motion(home, "bedroom", HOUR + 2);
        home.advance(HOUR + 11 * MINUTE);
        assertThat(home.occupied("home")).as("one sensor, one report").isFalse();

        motion(home, "bedroom", 2 * HOUR);
        motion(home, "living", 2 * HOUR + 30);
        home.advance(3 * HOUR);
        assertThat(home.occupied("home")).as("what walks about may be somebody").isTrue();
    }

    /** One sensor, for a second, while all sleep: it is no more than what a timer makes of it. */
    @Test
    void aSecondAtNight() {
        Home home = flat();
        for (int i = 0; i < 10; i++) {
            motion(home, "living", i * MINUTE);
        }
        motion(home, "bedroom", 15 * MINUTE);
        home.advance(2 * HOUR);
        assertThat(home.occupied("living")).isFalse();
        motion(home, "living", 5 * HOUR);
        assertThat(home.occupied("living")).as("arrival is immediate").isTrue();
        home.advance(5 * HOUR + 11 * MINUTE);
        assertThat(home.occupied("living")).as("not until the morning").isFalse();
        assertThat(home.occupied("home")).as("somebody sleeps").isTrue();

        motion(home, "living", 10 * HOUR);
        motion(home, "living", 10 * HOUR + 20);
        home.advance(11 * HOUR);
        assertThat(home.occupied("living")).as("who is up is seen again").isTrue();
    }

    /** {@return when everybody went to bed, after a life in which the hypotheses have come to decide} */
    private static double live(Home home) {
        double now = 0;
        for (int day = 0; day < 4; day++) {
            for (String room : List.of("living", "bedroom", "living", "bedroom")) {
                motion(home, "hall", now += 5);
                for (int i = 0; i < 30; i++) {
                    motion(home, room, now += 5 + i % 4);
                }
            }
        }
        return now;
    }

    /** The same in a home that is known: whoever sleeps is where they were, however long. */
    @Test
    void aSecondAtNightInAHomeThatIsKnown() {
        Home home = flat();
        double bedtime = live(home);
        home.advance(bedtime + 6 * HOUR);
        assertThat(home.occupied("bedroom")).as("nobody left it, and somebody is at home").isTrue();
        assertThat(home.occupied("living")).isFalse();
        motion(home, "living", bedtime + 6 * HOUR);
        assertThat(home.occupied("living")).as("arrival is immediate").isTrue();
        home.advance(bedtime + 6 * HOUR + 11 * MINUTE);
        assertThat(home.occupied("living")).as("not until the morning").isFalse();
    }

    /** A sensor that fires for nothing twice an hour while all sleep is not believed alone any more. */
    @Test
    void aSensorWithFalseAlarms() {
        Home home = flat();
        double now = live(home);
        int lit = 0;
        for (int i = 0; i < 14; i++) {
            home.advance(now += 30 * MINUTE);
            motion(home, "living", now);
            lit += home.occupied("living") ? 1 : 0;
        }
        assertThat(lit).as("a few times").isBetween(3, 10);
        assertThat(home.occupied("living")).as("then no more").isFalse();
        assertThat(why(home, "home")).contains("living pir has reported somebody again and again when nobody was "
                + "there, so it is not believed alone while all is quiet");

        Home restarted = home.restarted(now + 29 * MINUTE);
        motion(restarted, "living", now + 30 * MINUTE);
        assertThat(restarted.occupied("living")).as("nor after a restart").isFalse();
        motion(restarted, "living", now + 31 * MINUTE);
        assertThat(restarted.occupied("living")).as("somebody moves there").isTrue();

        motion(home, "hall", now + 25 * MINUTE);
        motion(home, "living", now + 25 * MINUTE + 5);
        assertThat(home.occupied("living")).as("somebody walks there").isTrue();
    }

    /** A remote control that fires while nobody is there occupies the home a few times, and then no more. */
    @Test
    void aRemoteControlInAnEmptyHome() {
        Home home = flat();
        leave(home);
        boolean last = true;
        for (int i = 1; i <= 10; i++) {
            home.advance(i * HOUR);
            home.handle(OccupancyEvent.momentary("living", "remote", "activity", at(i * HOUR)));
            last = home.occupied("home");
            assertThat(home.occupied("living")).isEqualTo(last);
        }
        assertThat(last).isFalse();
        motion(home, "living", 11 * HOUR);
        assertThat(home.occupied("home")).as("a sensor without false alarms").isTrue();
    }

    /** Somebody in the garden is nobody in the house, and a cat there stays no longer than it is seen. */
    @Test
    void aCatInTheGarden() {
        Home home = flat().location("garden",
                b -> b.parent("home").contributesToParent(false).vacancy(Vacancy.DEPARTURE));
        for (int i = 0; i < 10; i++) {
            motion(home, "garden", i * 5);
        }
        motion(home, "living", 90);
        through(home, "front", 100);
        home.advance(8 * HOUR);
        assertThat(home.occupied("home")).isFalse();
        motion(home, "garden", 8 * HOUR);
        assertThat(home.occupied("garden")).isTrue();
        assertThat(home.occupied("home")).as("the garden is no part of the house").isFalse();
        home.advance(8 * HOUR + 11 * MINUTE);
        assertThat(home.occupied("garden")).as("not for four hours").isFalse();
    }

    /** Where the garden counts as the house, a cat is one report at a time: soon it is known for what it is. */
    @Test
    void aCatInAGardenThatCountsAsTheHouse() {
        Home home = flat().location("garden", b -> b.parent("home").vacancy(Vacancy.DEPARTURE));
        leave(home);
        double occupied = 0;
        for (int i = 1; i <= 12; i++) {
            home.advance(i * HOUR);
            assertThat(home.occupied("home")).as("%s hours", i).isFalse();
            motion(home, "garden", i * HOUR);
            occupied += home.occupied("home") ? 1 : 0;
        }
        assertThat(occupied).isBetween(1.0, 8.0);
    }

    /** It walks about for five minutes every day: its sensor confirms itself, until it has often been wrong. */
    @Test
    void aCatThatWalksAboutInAGardenThatCountsAsTheHouse() {
        Home home = flat().location("garden", b -> b.parent("home").vacancy(Vacancy.DEPARTURE));
        int longDays = 0;
        for (int day = 0; day < 12; day++) {
            double morning = day * DAY;
            home.advance(morning);
            through(home, "front", morning);
            motion(home, "living", morning + 10);
            motion(home, "bedroom", morning + 20);
            through(home, "front", morning + 100);
            home.advance(morning + HOUR);
            assertThat(home.occupied("home")).as("day %s", day).isFalse();
            for (int i = 0; i <= 5; i++) {
                motion(home, "garden", morning + HOUR + i * MINUTE);
            }
            String why = why(home, "home");
            home.advance(morning + HOUR + 16 * MINUTE);
            longDays += home.occupied("home") ? 1 : 0;
            if (day >= 4) {
                assertThat(home.occupied("home")).as("day %s", day).isFalse();
                assertThat(home.occupied("garden")).isFalse();
            }
            if (day == 4) {
                assertThat(why).contains("garden pir");
            }
        }
        assertThat(longDays).as("before anything is known of it").isBetween(1, 4);
    }

    @Test
    void aPhoneThatContradictsTheDoor() {
        Home home = flat();
        home.handle(OccupancyEvent.holdStart("home", "phone", "person", at(0)).withOccupant("Ann"));
        motion(home, "living", 10);
        through(home, "front", 100);
        home.advance(HOUR);
        assertThat(home.occupied("home")).as("the phone lies on the table").isTrue();
        assertThat(why(home, "home")).contains("phone (person) reports somebody");

        Home other = flat();
        other.handle(OccupancyEvent.holdStart("home", "phone", "person", at(0)).withOccupant("Ann"));
        motion(other, "living", 10);
        other.handle(OccupancyEvent.holdEnd("home", "phone", "person", at(HOUR)).withOccupant("Ann"));
        motion(other, "living", HOUR + 30);
        other.advance(6 * HOUR);
        assertThat(other.occupied("home")).as("its battery was empty").isTrue();
    }

    @Test
    void aRestartWhileTheHomeIsEmpty() {
        Home home = flat();
        leave(home);
        home.advance(HOUR);
        Home restarted = home.restarted(2 * HOUR);
        assertThat(restarted.occupied("home")).isFalse();
        assertThat(why(restarted, "home")).contains("everybody was seen leaving by front at " + at(104));
        motion(restarted, "bedroom", 3 * HOUR);
        restarted.advance(3 * HOUR + 11 * MINUTE);
        assertThat(restarted.occupied("home")).as("still one report in a home that was left").isFalse();
    }

    @Test
    void aRestartWhileTheHomeIsFull() {
        Home home = flat();
        motion(home, "living", 0);
        Home restarted = home.restarted(6 * HOUR);
        assertThat(restarted.occupied("home")).isTrue();
        assertThat(restarted.until("home")).isEqualTo(at(12 * HOUR));
        through(restarted, "front", 7 * HOUR);
        restarted.advance(7 * HOUR + 2 * MINUTE);
        assertThat(restarted.occupied("home")).isFalse();
    }

    @Test
    void aHomeOfOneRoom() {
        Home home = new Home().location("home").location("room",
                b -> b.parent("home").vacancy(Vacancy.DEPARTURE).exits(Map.of("front", true)));
        home.handle(OccupancyEvent.momentary("room", "pir", "motion", at(0)));
        home.advance(11 * HOUR);
        assertThat(home.occupied("home")).isTrue();
        home.handle(
                OccupancyEvent.momentary("room", "front", "door", at(11 * HOUR)).withBoundary(BoundaryChange.OPENED));
        home.advance(11 * HOUR + 61);
        assertThat(home.occupied("home")).isFalse();
        assertThat(home.occupied("room")).isFalse();
    }

    @Test
    void aHomeOfSixtyOneLocations() {
        Home home = flat();
        for (int i = 0; i < 58; i++) {
            home.location("room" + i, b -> b.parent("home").vacancy(Vacancy.DEPARTURE));
        }
        for (int i = 0; i < 58; i++) {
            motion(home, "room" + i, i * 10);
        }
        home.advance(10 * HOUR);
        assertThat(home.occupied("home")).isTrue();
        through(home, "front", 10 * HOUR);
        home.advance(10 * HOUR + 65);
        assertThat(home.occupied("home")).isFalse();
        assertThat(home.engine.states().values()).allSatisfy(state -> assertThat(state.occupied()).isFalse());
    }

    @Test
    void aSensorThatIsDeadFromTheFirstDay() {
        Home home = flat();
        // nothing is ever heard of the bedroom, where somebody sleeps
        motion(home, "living", 0);
        motion(home, "hall", 60);
        home.advance(9 * HOUR);
        assertThat(home.occupied("home")).as("asleep where no sensor works").isTrue();
        assertThat(home.occupied("bedroom")).isFalse();
        assertThat(why(home, "home")).contains("since the last activity in hall at " + at(60));
    }

    @Test
    void withoutAnyExitTheHomeFollowsItsRoomsAndSaysWhatWouldMakeItSurer() {
        Home home = flat(Map.of());
        motion(home, "living", 0);
        motion(home, "hall", 100);
        home.advance(HOUR);
        assertThat(home.occupied("home")).isFalse();
        assertThat(why(home, "home")).contains("no exit is known", "a door that is set as exit would make that surer");
    }

    @Test
    void theDoorAfterWhichTheHomeIsSilentIsLearned() {
        Home home = flat(Map.of());
        double day = 0;
        for (int i = 0; i < 3; i++, day += DAY) {
            motion(home, "living", day);
            motion(home, "hall", day + 8 * HOUR);
            through(home, "front", day + 8 * HOUR + 10);
            through(home, "front", day + 16 * HOUR);
            motion(home, "living", day + 16 * HOUR + 20);
        }
        assertThat(why(home, "home")).contains("front is taken for the exit");
        home.advance(day);
        assertThat(home.occupied("home")).as("nobody has left since").isTrue();
        through(home, "front", day + 10);
        home.advance(day + 2 * MINUTE);
        assertThat(home.occupied("home")).isFalse();
    }

    @Test
    void theDoorOfABedroomWithoutOtherSensorsIsNoExit() {
        Home home = flat(Map.of()).location("attic", b -> b.parent("home").vacancy(Vacancy.DEPARTURE));
        for (int i = 0; i < 5; i++) {
            double night = i * DAY;
            motion(home, "living", night);
            home.handle(OccupancyEvent.momentary("attic", "latch", "door", at(night + 60))
                    .withBoundary(BoundaryChange.CLOSED));
            home.handle(OccupancyEvent.momentary("attic", "latch", "door", at(night + 8 * HOUR))
                    .withBoundary(BoundaryChange.OPENED));
            motion(home, "living", night + 8 * HOUR + 20);
        }
        assertThat(why(home, "home")).contains("no exit is known");
    }

    @Test
    void anExitEnclosesNobodyTowardsTheHome() {
        Home home = new Home().location("home")
                .location("hall", b -> b.parent("home").vacancy(Vacancy.DEPARTURE).exits(Map.of("front", true)))
                .location("living", b -> b.parent("home").vacancy(Vacancy.DEPARTURE));
        through(home, "front", 0);
        motion(home, "hall", 20);
        motion(home, "living", 40);
        assertThat(why(home, "hall")).doesNotContain("its doors have been closed");
        home.advance(2 * MINUTE);
        assertThat(home.occupied("hall")).isFalse();
        assertThat(home.occupied("living")).isTrue();
    }

    @Test
    void fewerDoorsThanWaysEncloseNobody() {
        Home home = new Home().location("home")
                .location("hall", b -> b.parent("home").vacancy(Vacancy.DEPARTURE).adjacent(Set.of("living", "bath")))
                .location("living", b -> b.parent("home").vacancy(Vacancy.DEPARTURE))
                .location("bath", b -> b.parent("home").vacancy(Vacancy.DEPARTURE));
        through(home, "living door", 0);
        motion(home, "hall", 20);
        motion(home, "bath", 40);
        home.advance(2 * MINUTE);
        assertThat(home.occupied("hall")).as("the bath has no door").isFalse();
    }

    @Test
    void aGardenIsNoPartOfTheHome() {
        Home home = flat().location("garden",
                b -> b.parent("home").vacancy(Vacancy.DEPARTURE).contributesToParent(false));
        leave(home);
        motion(home, "garden", 120);
        home.advance(HOUR);
        assertThat(home.occupied("home")).as("they sit in the garden").isFalse();
        assertThat(home.occupied("garden")).isTrue();
    }

    @Test
    void whoSaysThatNobodyIsThereIsRight() {
        Home home = flat();
        motion(home, "living", 0);
        home.vacate("home", 60);
        assertThat(home.occupied("home")).isFalse();
        motion(home, "living", HOUR);
        home.advance(3 * HOUR);
        assertThat(home.occupied("home")).as("and who is there after that is there").isTrue();
    }
}
