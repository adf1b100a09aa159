using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace StandIn.Script;

/// <summary>$x[i], with negative indexes and several at once.</summary>
internal static class IndexAccess
{
    public static object? Get(object? target, object? index)
    {
        var container = PSObject.Unwrap(target) ?? throw ScriptErrors.New("NullArray", "Cannot index into a null array.");
        var at = PSObject.Unwrap(index);
        if (container is IDictionary dictionary)
        {
            return at is IEnumerable keys and not string
                ? keys.Cast<object?>().Select(k => Get(target, k)).ToArray()
                : at is null ? throw ScriptErrors.New("NullArrayIndex", "Index operation failed; the array index evaluated to null.")
                : dictionary is System.Collections.Specialized.OrderedDictionary ordered && at is int place && !ordered.Contains(place)
                    ? place < ordered.Count && place >= 0 ? ordered[place] : null
                : dictionary[at];
        }

        if (at is IEnumerable several and not string)
        {
            return several
                .Cast<object?>()
                .Select(i => InList(container, i))
                .Where(v => !ReferenceEquals(v, System.Management.Automation.Internal.AutomationNull.Value))
                .ToArray();
        }

        var found = InList(container, at);
        return PSObject.IsNothing(found) ? null : found;
    }

    public static void Set(object? target, object? index, object? value)
    {
        var container = PSObject.Unwrap(target) ?? throw ScriptErrors.New("NullArray", "Cannot index into a null array.");
        var at = PSObject.Unwrap(index);
        switch (container)
        {
            case IDictionary dictionary:
                dictionary[at
                    ?? throw ScriptErrors.New("NullArrayIndex", "Index operation failed; the array index evaluated to null.")] = value;
                return;
            case IList list:
                var place = LanguagePrimitives.ConvertTo<int>(at);
                place = place < 0 ? place + list.Count : place;
                if (place < 0 || place >= list.Count)
                {
                    throw ScriptErrors.New(
                        "System.IndexOutOfRangeException",
                        "Index was outside the bounds of the array.",
                        null,
                        ErrorCategory.OperationStopped,
                        new IndexOutOfRangeException());
                }

                var element = container.GetType().GetElementType();
                list[place] = element is null || element == typeof(object) ? value : LanguagePrimitives.ConvertTo(value, element);
                return;
            default:
                throw ScriptErrors.New("CannotIndex", $"Unable to index into an object of type \"{container.GetType().FullName}\".");
        }
    }

    private static object? InList(object container, object? at)
    {
        object nothing = System.Management.Automation.Internal.AutomationNull.Value;
        if (container is string or IList)
        {
            var count = container is string text ? text.Length : ((IList)container).Count;
            var place = LanguagePrimitives.ConvertTo<int>(at);
            place = place < 0 ? place + count : place;
            return place < 0 || place >= count ? nothing : container is string s ? s[place] : ((IList)container)[place];
        }

        var indexer = container.GetType().GetDefaultMembers().OfType<PropertyInfo>()
            .FirstOrDefault(p =>
                p.GetIndexParameters() is [{ } only]
                    && LanguagePrimitives.TryConvertTo(at, only.ParameterType, CultureInfo.InvariantCulture, out _));
        if (indexer is not null)
        {
            return indexer.GetValue(container, [LanguagePrimitives.ConvertTo(at, indexer.GetIndexParameters()[0].ParameterType)]);
        }

        // A single object is its own first and last element.
        return LanguagePrimitives.TryConvertTo(at, out int scalar) && scalar is 0 or -1 && container is not (PSObject or IEnumerable)
            ? container
            : throw ScriptErrors.New("CannotIndex", $"Unable to index into an object of type \"{container.GetType().FullName}\".");
    }
}
