using System.Reflection;
using Bot.Conversations;
using Bot.Forms;
using Microsoft.Extensions.Logging;
using Scheduler.Ledgers;
using Scheduler.Reminders;
using Scheduler.Rules;
using Store;
using Store.Expressions;
using Xunit;

namespace Bot.Tests.Conversations;

/// <summary>The rooms that decide are handed all they need: no store, no network, no logger, no clock.</summary>
public sealed class PureRoomTests
{
    private static readonly Type[] Rooms =
    [
        .. Room(typeof(Engine)), .. Room(typeof(FilledForm)), .. Room(typeof(Expression)),
        typeof(ReminderPlan), typeof(Moment), typeof(Digests), typeof(LedgerComputation), typeof(LedgerTable), typeof(LedgerRecord),
        typeof(RuleBook), typeof(RuleEvaluation), typeof(FormRecords), typeof(SubjectRecord), typeof(Finding), typeof(RuleTrial),
    ];

    private static readonly Type[] Outside = [typeof(Database), typeof(Tx), typeof(HttpClient), typeof(TimeProvider), typeof(ILogger), typeof(ILoggerFactory), typeof(IServiceProvider)];

    [Fact]
    public void A_pure_room_reaches_for_nothing_outside()
    {
        var reaching = from type in Rooms
                       from part in PartsOf(type)
                       from used in Within(part.Type)
                       where IsOutside(used)
                       select $"{type.Name}.{part.Name}: {used.Name}";
        Assert.Empty(reaching.Distinct());
    }

    [Fact]
    public void The_rooms_are_not_empty()
    {
        Assert.True(Rooms.Length > 60, $"{Rooms.Length} types");
        Assert.Contains(PartsOf(typeof(Bot.Turns.TurnRunner)).SelectMany(part => Within(part.Type)), IsOutside);
    }

    private static IEnumerable<Type> Room(Type resident) => resident.Assembly.GetTypes()
        .Where(type => type.Namespace == resident.Namespace || type.Namespace?.StartsWith(resident.Namespace + ".", StringComparison.Ordinal) == true);

    private static IEnumerable<(string Name, Type Type)> PartsOf(Type type)
    {
        const BindingFlags own = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var field in type.GetFields(own))
            yield return (field.Name, field.FieldType);
        foreach (var method in type.GetMembers(own).OfType<MethodBase>())
        {
            foreach (var parameter in method.GetParameters())
                yield return (method.Name, parameter.ParameterType);
            if (method is MethodInfo { ReturnType: var returned })
                yield return (method.Name, returned);
            foreach (var local in method.GetMethodBody()?.LocalVariables ?? [])
                yield return (method.Name, local.LocalType);
        }
    }

    private static IEnumerable<Type> Within(Type type) => type switch
    {
        { HasElementType: true } => Within(type.GetElementType()!),
        { IsGenericType: true } => type.GetGenericArguments().SelectMany(Within).Prepend(type),
        _ => [type],
    };

    private static bool IsOutside(Type type) =>
        Array.Exists(Outside, outside => outside.IsAssignableFrom(type))
        || type.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true
        || type.Namespace?.StartsWith("System.Data", StringComparison.Ordinal) == true;
}
