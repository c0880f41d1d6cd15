using System.Reflection;
using Store.Tests;
using Xunit;
using Xunit.v3;

[assembly: TestFramework(typeof(ServersAtHand))]

namespace Store.Tests;

/// <summary>
/// Leaves out the classes marked <c>[Trait("needs", "postgres")]</c> where <c>TEST_POSTGRES</c> is not set: without a server
/// they are no tests at all, rather than skipped ones, so that a skip always means something is wrong.
/// </summary>
public sealed class ServersAtHand : XunitTestFramework
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(Assembly assembly) =>
        new Discoverer(new XunitTestAssembly(assembly, null, assembly.GetName().Version));

    private sealed class Discoverer(IXunitTestAssembly assembly) : XunitTestFrameworkDiscoverer(assembly)
    {
        protected override bool IsValidTestClass(Type type) => base.IsValidTestClass(type) && type
            .GetCustomAttributes<TraitAttribute>(inherit: true)
            .Where(trait => trait.Name == "needs")
            .All(trait => Environment.GetEnvironmentVariable($"TEST_{trait.Value.ToUpperInvariant()}") is { Length: > 0 });
    }
}
