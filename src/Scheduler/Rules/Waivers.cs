using Store.Packs;

namespace Scheduler.Rules;

/// <summary>Who may take a finding upon them: what blocks the county, anything else the town or the county; never whom it concerns.</summary>
public static class Waivers
{
    public static bool May(Pack pack, Store.Person person, Rule rule) => person.Active && pack.Roles.Find(person.Role)?.Scope switch
    {
        RoleScope.County => true,
        RoleScope.Town => rule.Severity != RuleSeverity.Block,
        _ => false,
    };
}
