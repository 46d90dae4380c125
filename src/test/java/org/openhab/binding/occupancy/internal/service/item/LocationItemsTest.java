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
package org.openhab.binding.occupancy.internal.service.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.service.api.ItemsOutcome;
import org.openhab.binding.occupancy.internal.service.api.ItemsOutcome.Kind;
import org.openhab.binding.occupancy.internal.service.api.ItemsOutcome.Problem;

@DisplayName("Items with one click")
class LocationItemsTest {

    private static final String HOME = "occupancy:home:home";
    private static final String KITCHEN = "occupancy:location:home:kitchen";
    private static final String BATH = "occupancy:location:home:bath";

    private final TestModel model = new TestModel();
    private final ShownItems shown = new ShownItems(model.itemRegistry, model.linkRegistry);
    private LocationItems items;

    @BeforeEach
    void start() {
        items = new LocationItems(model.thingRegistry, model.itemRegistry, model.linkRegistry, model.metadataRegistry,
                model.itemBuilderFactory, shown, UnaryOperator.identity(),
                (channel, location) -> location + " " + channel);
    }

    @Test
    void everyRoomOfAModelledHouseIsShownInItsGroup() {
        house();

        ItemsOutcome outcome = items.create(HOME, false);

        assertThat(outcome.items()).hasSize(9);
        assertThat(outcome.groups()).isEmpty();
        assertThat(outcome.problems()).isEmpty();
        assertThat(model.get("Kitchen_Occupancy").getGroupNames()).containsExactly("Kitchen");
        assertThat(model.get("Kitchen_Occupancy").getType()).isEqualTo("Switch");
        assertThat(model.get("Kitchen_Occupancy").getTags()).containsExactlyInAnyOrder("Status", "Presence");
        assertThat(model.get("Kitchen_OccupiedUntil").getType()).isEqualTo("DateTime");
        assertThat(model.linkNames()).contains("Kitchen_Occupancy -> " + KITCHEN + ":occupancy",
                "Bath_OccupancyReason -> " + BATH + ":reason", "House_OccupiedUntil -> " + HOME + ":occupied-until");
    }

    @Test
    void onlyTheLocationThatWasAskedForAndThoseInItAreShown() {
        house();

        assertThat(items.create(KITCHEN, false).items()).containsExactlyInAnyOrder("Kitchen_Occupancy",
                "Kitchen_OccupiedUntil", "Kitchen_OccupancyReason");
    }

    @Test
    void whatIsThereAlreadyIsNotMadeAgain() {
        house();
        model.item("Switch", "MyKitchen").link("MyKitchen", KITCHEN + ":occupancy");

        ItemsOutcome outcome = items.create(KITCHEN, false);

        assertThat(outcome.items()).containsExactlyInAnyOrder("Kitchen_OccupiedUntil", "Kitchen_OccupancyReason");
        assertThat(outcome.kept()).isEqualTo(1);
        assertThat(items.create(KITCHEN, false).items()).isEmpty();
    }

    @Test
    void aForeignItemOfTheSameNameIsLeftAlone() {
        house();
        model.item("Dimmer", "Kitchen_Occupancy");

        ItemsOutcome outcome = items.create(KITCHEN, false);

        assertThat(outcome.items()).contains("Kitchen_Occupancy_2").doesNotContain("Kitchen_Occupancy");
        assertThat(model.get("Kitchen_Occupancy").getType()).isEqualTo("Dimmer");
        assertThat(model.linkNames()).contains("Kitchen_Occupancy_2 -> " + KITCHEN + ":occupancy");
    }

    @Test
    void aNameThatIsTakenAtTheLastMomentIsLeftAlone() {
        house();
        model.beforeItem.put("Kitchen_Occupancy", () -> model.item("String", "Kitchen_Occupancy"));

        ItemsOutcome outcome = items.create(KITCHEN, false);

        assertThat(outcome.items()).contains("Kitchen_Occupancy_2");
        assertThat(outcome.problems()).isEmpty();
        assertThat(model.linkNames()).noneMatch(link -> link.startsWith("Kitchen_Occupancy ->"));
        assertThat(model.get("Kitchen_Occupancy").getType()).isEqualTo("String");
    }

    /** Else it would be a presence point of its group for a moment, and a location would be its own sensor. */
    @Test
    void anItemIsLinkedBeforeItIsThere() {
        house();
        Set<String> linked = new TreeSet<>();
        model.beforeItem.put("Kitchen_Occupancy", () -> linked.addAll(model.linkNames()));

        items.create(KITCHEN, false);

        assertThat(linked).containsExactly("Kitchen_Occupancy -> " + KITCHEN + ":occupancy");
    }

    @Test
    void anItemThatWasDeletedIsMadeAgainUnderItsOldLink() {
        house();
        model.link("Kitchen_Occupancy", KITCHEN + ":occupancy");

        assertThat(items.create(KITCHEN, false).items()).contains("Kitchen_Occupancy");
        assertThat(model.linkNames()).contains("Kitchen_Occupancy -> " + KITCHEN + ":occupancy");
    }

    @Test
    void aLocationWithoutGroupGetsOne() {
        model.location(HOME, "Home", null);
        model.location("occupancy:location:home:up", "Upstairs", HOME);
        model.location("occupancy:location:home:loft", "Loft", "occupancy:location:home:up");

        ItemsOutcome outcome = items.create(HOME, false);

        assertThat(outcome.groups()).containsExactly("Home", "Upstairs", "Loft");
        assertThat(model.get("Home").getTags()).containsExactly("Building");
        assertThat(model.get("Upstairs").getTags()).containsExactly("Floor");
        assertThat(model.get("Upstairs").getGroupNames()).containsExactly("Home");
        assertThat(model.get("Loft").getTags()).containsExactly("Room");
        assertThat(model.get("Loft").getGroupNames()).containsExactly("Upstairs");
        assertThat(model.get("Loft_Occupancy").getGroupNames()).containsExactly("Loft");
        assertThat(model.get("Loft").getLabel()).isEqualTo("Loft");
    }

    @Test
    void theGroupOfTheItemsThatAreThereIsUsedForTheRest() {
        model.group("Attic", "Location").location(KITCHEN, "Kitchen", null);
        model.item("Switch", "Mine", "Attic").link("Mine", KITCHEN + ":occupancy");

        ItemsOutcome outcome = items.create(KITCHEN, false);

        assertThat(outcome.groups()).isEmpty();
        assertThat(model.get("Kitchen_OccupancyReason").getGroupNames()).containsExactly("Attic");
    }

    @Test
    void aRoomInTwoGroupsGetsItsItemsOnce() {
        model.group("Ground", "Location").group("Heated", null).group("Kitchen", "Location", "Ground", "Heated");
        model.location(KITCHEN, "Kitchen", null, "item", "Kitchen");

        assertThat(items.create(KITCHEN, false).items()).hasSize(3);
        assertThat(model.get("Kitchen_Occupancy").getGroupNames()).containsExactly("Kitchen");
    }

    @Test
    void locationsWithTheSameLabelAreToldApart() {
        model.location(HOME, "Home", null);
        model.location("occupancy:location:home:up:bath", "Bath", HOME);
        model.location("occupancy:location:home:down:bath", "Bath", HOME);

        ItemsOutcome outcome = items.create("occupancy:location:home:down:bath", false);

        assertThat(outcome.items()).contains("Bath_home_down_bath_Occupancy");
        assertThat(items.create("occupancy:location:home:up:bath", false).items())
                .contains("Bath_home_up_bath_Occupancy");
    }

    @Test
    void labelsOfAllKindsMakeNames() {
        model.location("occupancy:location:a", "Küche & \"Diele\" <1>", null);
        model.location("occupancy:location:b", "🛁", null);
        model.location("occupancy:location:c", "חדר שינה", null);
        model.location("occupancy:location:d", "2nd floor", null);
        model.location("occupancy:location:e", "=1+1", null);

        Set<String> made = new TreeSet<>();
        for (String id : List.of("a", "b", "c", "d", "e")) {
            ItemsOutcome outcome = items.create("occupancy:location:" + id, false);
            assertThat(outcome.problems()).isEmpty();
            made.addAll(outcome.items());
        }

        assertThat(made).hasSize(15).contains("Kueche_Diele_1_Occupancy", "Location_b_Occupancy",
                "Location_c_Occupancy", "Location_2nd_floor_Occupancy");
        assertThat(model.get("Kueche_Diele_1").getLabel()).isEqualTo("Küche & \"Diele\" <1>");
    }

    @Test
    void aGroupThatIsNoLocationIsUsedAndToldOf() {
        model.group("Stuff", null).location(KITCHEN, "Kitchen", null, "item", "Stuff");

        ItemsOutcome outcome = items.create(KITCHEN, false);

        assertThat(outcome.items()).hasSize(3);
        assertThat(model.get("Stuff_Occupancy").getGroupNames()).containsExactly("Stuff");
        assertThat(outcome.problems()).containsExactly(new Problem(Kind.NO_LOCATION, "Kitchen", "Stuff"));
    }

    @Test
    void aSettingThatNamesNoGroupMakesNothingForThatLocationOnly() {
        model.item("Switch", "Lamp").location(HOME, "Home", null);
        model.location(KITCHEN, "Kitchen", HOME, "item", "Gone");
        model.location(BATH, "Bath", HOME, "item", "Lamp");

        ItemsOutcome outcome = items.create(HOME, false);

        assertThat(outcome.items()).hasSize(3);
        assertThat(outcome.problems()).containsExactlyInAnyOrder(new Problem(Kind.NO_SUCH_ITEM, "Kitchen", "Gone"),
                new Problem(Kind.NO_GROUP, "Bath", "Lamp"));
    }

    @Test
    void aThingWithoutChannelsIsToldOf() {
        model.location(HOME, "Home", null);
        model.locationWithout(KITCHEN, "Kitchen", HOME);

        ItemsOutcome outcome = items.create(HOME, false);

        assertThat(outcome.items()).hasSize(3);
        assertThat(outcome.problems()).contains(new Problem(Kind.NO_CHANNEL, "Kitchen", "occupancy"));
    }

    @Test
    void anItemWhoseLinkIsRefusedDoesNotStay() {
        house();
        model.unlinkable.add("Kitchen_OccupiedUntil");

        ItemsOutcome outcome = items.create(KITCHEN, false);

        assertThat(outcome.items()).containsExactlyInAnyOrder("Kitchen_Occupancy", "Kitchen_OccupancyReason");
        assertThat(outcome.problems()).containsExactly(new Problem(Kind.REFUSED, "Kitchen", "Kitchen_OccupiedUntil"));
        assertThat(model.itemNames()).doesNotContain("Kitchen_OccupiedUntil");
    }

    @Test
    void aLocationThatGoesMeanwhileIsLeftOut() {
        house();
        model.beforeItem.put("Bath_Occupancy", () -> model.removeThing(KITCHEN));

        assertThat(items.create(HOME, false).items()).hasSize(6).noneMatch(name -> name.startsWith("Kitchen"));
    }

    @Test
    void moreIsMadeForThoseWhoWantIt() {
        house();
        items.create(KITCHEN, false);

        assertThat(items.create(KITCHEN, true).items()).containsExactlyInAnyOrder("Kitchen_OccupancySince",
                "Kitchen_Occupants", "Kitchen_OccupancyLocked");
    }

    @Test
    void whatWasMadeCanBeRemovedAgain() {
        house();
        model.location("occupancy:location:home:loft", "Loft", HOME);
        Set<String> before = new TreeSet<>(model.itemNames());
        items.create(HOME, true);

        ItemsOutcome outcome = items.remove(HOME);

        assertThat(outcome.items()).hasSize(24);
        assertThat(outcome.groups()).containsExactly("Loft");
        assertThat(model.itemNames()).isEqualTo(before);
        assertThat(model.linkNames()).isEmpty();
        assertThat(model.metadata).isEmpty();
    }

    @Test
    void whatTheUserMadeIsNeverRemoved() {
        house();
        model.item("Switch", "MyKitchen").link("MyKitchen", KITCHEN + ":occupancy");

        assertThat(items.remove(HOME).items()).isEmpty();
        assertThat(model.itemNames()).contains("MyKitchen");
    }

    @Test
    void anItemThatTheUserLinkedToSomethingElseIsKept() {
        house();
        items.create(KITCHEN, false);
        model.link("Kitchen_Occupancy", "knx:device:bridge:switch:led");

        ItemsOutcome outcome = items.remove(KITCHEN);

        assertThat(outcome.items()).doesNotContain("Kitchen_Occupancy").hasSize(2);
        assertThat(outcome.problems()).containsExactly(new Problem(Kind.IN_USE, "Kitchen", "Kitchen_Occupancy"));
    }

    @Test
    void aGroupThatIsUsedOtherwiseStays() {
        model.location(KITCHEN, "Kitchen", null);
        items.create(KITCHEN, false);
        model.item("Switch", "Lamp", "Kitchen");

        assertThat(items.remove(KITCHEN).groups()).isEmpty();
        assertThat(model.itemNames()).contains("Kitchen", "Lamp");
    }

    @Test
    void thePageKnowsTheNamesBeforehand() {
        house();
        model.item("Dimmer", "Bath_Occupancy");
        var expected = shown.expected(LocationThing.roots(model.thingRegistry.getAll(), UnaryOperator.identity()));

        items.create(HOME, true);

        var now = shown.shown(LocationThing.roots(model.thingRegistry.getAll(), UnaryOperator.identity()));
        assertThat(now).isEqualTo(expected);
        assertThat(
                shown.expected(LocationThing.roots(model.thingRegistry.getAll(), UnaryOperator.identity())).get(BATH))
                .isEmpty();
    }

    @Test
    void aLocationThatIsGoneIsNoReasonToFail() {
        assertThat(items.create("occupancy:home:gone", false).locations()).isZero();
        assertThat(items.remove("occupancy:home:gone").locations()).isZero();
    }

    @Test
    void locationsThatLieInEachOtherAreShownOnce() {
        model.location(KITCHEN, "Kitchen", BATH).location(BATH, "Bath", KITCHEN);

        assertThat(LocationThing.roots(model.thingRegistry.getAll(), UnaryOperator.identity()).stream()
                .flatMap(LocationThing::all)).extracting(LocationThing::label).containsExactly("Bath", "Kitchen");
    }

    private void house() {
        model.group("House", "Location").group("Kitchen", "Location", "House").group("Bath", "Location", "House");
        model.location(HOME, "House", null, "item", "House");
        model.location(KITCHEN, "Kitchen", HOME, "item", "Kitchen");
        model.location(BATH, "Bath", HOME, "item", "Bath");
    }
}
