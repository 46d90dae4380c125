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
package org.openhab.binding.occupancy.internal.rule;

import static org.openhab.binding.occupancy.internal.rule.Forms.Field.optional;
import static org.openhab.binding.occupancy.internal.rule.Forms.Field.required;
import static org.openhab.binding.occupancy.internal.rule.Parameter.*;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.rule.Forms.Field;

/**
 * The triggers, conditions and actions that rules are made of.
 */
@NonNullByDefault
enum ModuleKind {

    OCCUPIED(Role.TRIGGER, required(LOCATION), optional(INSIDE, "false"), optional(FOR_AT_LEAST)),
    VACANT(Role.TRIGGER, required(LOCATION), optional(INSIDE, "false"), optional(FOR_AT_LEAST)),
    VACANT_SOON(Role.TRIGGER, required(LOCATION), optional(INSIDE, "false")),
    STAYS(Role.TRIGGER, required(LOCATION), optional(INSIDE, "false")),
    ARRIVES(Role.TRIGGER, optional(PERSON), optional(LOCATION), optional(FOR_AT_LEAST)),
    LEAVES(Role.TRIGGER, optional(PERSON), optional(LOCATION), optional(FOR_AT_LEAST)),
    BECOMES_DARK(Role.TRIGGER, required(LOCATION), required(DARK_ITEM), optional(DARK_BELOW, "100")),

    IS_OCCUPIED(Role.CONDITION, required(LOCATION), optional(FOR_AT_LEAST)),
    IS_VACANT(Role.CONDITION, required(LOCATION), optional(FOR_AT_LEAST)),
    NOBODY_HOME(Role.CONDITION),
    IS_HERE(Role.CONDITION, required(PERSON), optional(LOCATION)),
    IS_DARK(Role.CONDITION, optional(DARK_ITEM), optional(DARK_BELOW, "100")),

    LOCK(Role.ACTION, required(LOCATION), required(MODE, LockMode.KEEP_OCCUPIED.name()), optional(ENDS_AFTER),
            optional(INSIDE, "false")),
    UNLOCK(Role.ACTION, required(LOCATION)),
    TELL(Role.ACTION, required(LOCATION), required(SAY, RuleActions.SAY_OCCUPIED)),
    LIGHT(Role.ACTION, required(LOCATION), required(LAMP), optional(DARK_ITEM), optional(DARK_BELOW, "100"),
            optional(DIMMED_TO, "20")),
    FOLLOW(Role.ACTION, required(LOCATION), required(ITEM), optional(WHILE_OCCUPIED), optional(WHEN_VACANT)),
    SWITCH(Role.ACTION, required(ITEMS), required(COMMAND, "OFF"));

    /** What a module is to a rule. */
    enum Role {
        TRIGGER,
        CONDITION,
        ACTION
    }

    final Role role;
    final List<Field> fields;

    ModuleKind(Role role, Field... fields) {
        this.role = role;
        this.fields = List.of(fields);
    }

    /** {@return the id of the module's type} */
    String uid() {
        return OccupancyBindingConstants.BINDING_ID + "." + id();
    }

    private String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the key of what it is called} */
    String nameKey() {
        return "rule.module." + id() + ".name";
    }

    /** {@return the key of what it does} */
    String descriptionKey() {
        return "rule.module." + id() + ".description";
    }

    /** {@return the kind with an id, or {@code null} if there is none} */
    static @Nullable ModuleKind of(String uid) {
        return Arrays.stream(values()).filter(kind -> kind.uid().equals(uid)).findFirst().orElse(null);
    }
}
