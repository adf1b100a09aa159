using System.Collections.Concurrent;
using System.Management.Automation;

namespace StandIn.Objects;

/// <summary>An object's type names: its .NET type and all that it derives from.</summary>
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

    // As Type.ToString writes it, so that a closed generic type can be named in a view.
    private static string NameOf(Type type) => type.IsGenericType ? type.ToString() : type.FullName ?? type.Name;

    public static string First(object value) => value is PSObject wrapped ? wrapped.CurrentTypeNames[0] : NamesOf(value)[0];
}
