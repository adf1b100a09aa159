using AksEgress.Core.Plans;
using System.Net;
using System.Reflection;
using AksEgress.Core.Errors;
using AksEgress.Core.OutboundTypes;

namespace AksEgress.Tests.Errors;

/// <summary>A factory of an error, a finding, or a part of a remedy, with arguments that can be recognized in its texts.</summary>
internal sealed class Factory(MethodInfo method)
{
    /// <summary>All factories of errors.</summary>
    public static IReadOnlyList<Factory> Errors { get; } = Of(typeof(EgressErrors), typeof(EgressException), BindingFlags.Public);

    /// <summary>All factories of findings.</summary>
    public static IReadOnlyList<Factory> Findings { get; } =
        Of(typeof(Core.Preflight.FindingKinds), typeof(Finding), BindingFlags.NonPublic);

    /// <summary>All methods that create a part of a remedy.</summary>
    public static IReadOnlyList<Factory> Advice { get; } = Of(typeof(Core.Errors.Advice), typeof(string), BindingFlags.Public);

    /// <summary>The id of the created error or finding.</summary>
    public string Id => method.Name;

    /// <summary>The names of the parameters that the texts contain: all except those that become properties of the object.</summary>
    public IEnumerable<string> Named =>
        method.GetParameters().Select(parameter => parameter.Name!).Except(["target", "evidence", "innerException", "parameterName"]);

    /// <summary>True if it has a parameter of that name.</summary>
    public bool Takes(string name) => method.GetParameters().Any(parameter => parameter.Name == name);

    /// <summary>The value for a parameter, different from all other values.</summary>
    public object Argument(string name)
    {
        var parameter = method.GetParameters().First(parameter => parameter.Name == name);
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type == typeof(string) || type == typeof(object) ? $"<{name}>"
            : type == typeof(int) ? 7000 + parameter.Position
            : type == typeof(long) ? 8000L + parameter.Position
            : type == typeof(IPAddress) ? new IPAddress([10, 11, 12, (byte)parameter.Position])
            : type == typeof(IPNetwork) ? new IPNetwork(new IPAddress([10, 13, (byte)parameter.Position, 0]), 24)
            : type == typeof(Exception) ? new InvalidOperationException(name)
            : throw new NotSupportedException($"{method.Name} has a parameter of type {type}.");
    }

    /// <summary>The error for these arguments.</summary>
    public EgressException Error() => (EgressException)Make();

    /// <summary>The finding for these arguments.</summary>
    public Finding Finding() => (Finding)Make();

    /// <summary>The text for these arguments.</summary>
    public string Text() => (string)Make();

    /// <inheritdoc/>
    public override string ToString() => Id;

    private object Make() => method.Invoke(null, [.. method.GetParameters().Select(parameter => Argument(parameter.Name!))])!;

    private static List<Factory> Of(Type type, Type result, BindingFlags access) =>
        [.. type.GetMethods(access | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == result && !method.IsPrivate)
            .Select(method => new Factory(method))];
}
