using System.Collections.Concurrent;
using System.Management.Automation;

namespace StandIn.Objects;

/// <summary>An object's type names: its .NET type and its base types.</summary>
internal static class ObjectTypes
{
    private static readonly ConcurrentDictionary<Type, string[]> s_known = new();

    public static IReadOnlyList<string> NamesOf(object value) => s_known.GetOrAdd(value.GetType(), static type =>
    {
        var names = new List<string>();
        for (var t = type; t is not null; t = t.BaseType)
        {
            names.Add(NameOf(t));
        }

        return [.. names];
    });

    // In the form of Type.ToString, so that a view can name a closed generic type.
    private static string NameOf(Type type) => type.IsGenericType ? type.ToString() : type.FullName ?? type.Name;

    public static string First(object value) => value is PSObject wrapped ? wrapped.CurrentTypeNames[0] : NamesOf(value)[0];
}
