using System.Management.Automation;

namespace StandIn.Formatting;

/// <summary>What an object in a list goes by: its name, unless its own type says how it is written.</summary>
internal static class ItemNames
{
    private static readonly string[] Patterns = ["name", "id", "key", "*key", "*name", "*id"];

    public static object? Of(object? item)
    {
        if (Scalars.IsOne(item) || PSObject.Unwrap(item) is PSObject)
        {
            return null;
        }

        PSObject target = PSObject.AsPSObject(item!);
        Type type = target.BaseObject.GetType();
        if (type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType == type)
        {
            return null;
        }

        PSPropertyInfo? named = Patterns.Select(p => target.Properties.Match(p).FirstOrDefault()).FirstOrDefault(p => p is not null);
        return named?.Value;
    }
}
