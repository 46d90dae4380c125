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
package org.openhab.core.automation.util;

import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.automation.Action;
import org.openhab.core.automation.Rule;

@NonNullByDefault
public class RuleBuilder {

    private final String uid;
    private List<Action> actions = List.of();
    private Set<String> tags = Set.of();
    private @Nullable String name;
    private @Nullable String description;

    private RuleBuilder(String uid) {
        this.uid = uid;
    }

    public static RuleBuilder create(String ruleId) {
        return new RuleBuilder(ruleId);
    }

    public RuleBuilder withName(@Nullable String name) {
        this.name = name;
        return this;
    }

    public RuleBuilder withDescription(@Nullable String description) {
        this.description = description;
        return this;
    }

    public RuleBuilder withTags(String... tags) {
        this.tags = Set.of(tags);
        return this;
    }

    public RuleBuilder withActions(Action... actions) {
        this.actions = List.of(actions);
        return this;
    }

    public Rule build() {
        List<Action> all = actions;
        Set<String> some = tags;
        String called = name;
        String told = description;
        return new Rule() {
            @Override
            public String getUID() {
                return uid;
            }

            @Override
            public List<Action> getActions() {
                return all;
            }

            @Override
            public @Nullable String getName() {
                return called;
            }

            @Override
            public @Nullable String getDescription() {
                return told;
            }

            @Override
            public Set<String> getTags() {
                return some;
            }
        };
    }
}
