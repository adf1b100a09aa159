using System.Collections;
using System.Management.Automation;

namespace StandIn.Conversion;

/// <summary>Converts scalars and lists to arrays and generic lists, and dictionaries to dictionaries.</summary>
internal static class CollectionConverter
{
    public static bool TryConvert(object value, object plain, Type target, IFormatProvider? provider, out object? result)
    {
        result = null;
        if (target.IsArray && target.GetArrayRank() == 1)
        {
            result = ToArray(value, plain, target.GetElementType()!, provider);
            return true;
        }

        if (target == typeof(ArrayList) && plain is IEnumerable and not (string or IDictionary))
        {
            var list = new ArrayList();
            foreach (var item in (IEnumerable)plain)
            {
                list.Add(item);
            }

            result = list;
            return true;
        }

        if (ElementOf(target) is { } element && plain is not IDictionary)
        {
            var concrete = target.IsInterface ? typeof(List<>).MakeGenericType(element) : target;
            if (target.IsAssignableFrom(concrete)
                && concrete.GetConstructor(Type.EmptyTypes) is not null
                && concrete.GetMethod("Add", [element]) is { } add)
            {
                var list = Activator.CreateInstance(concrete)!;
                foreach (var item in LanguagePrimitives.GetEnumerable(plain) ?? new[] { value })
                {
                    add.Invoke(list, [Converter.Convert(item, element, provider)]);
                }

                result = list;
                return true;
            }
        }

        if (plain is IDictionary dictionary && target.IsAssignableFrom(typeof(Hashtable)))
        {
            result = new Hashtable(dictionary, StringComparer.CurrentCultureIgnoreCase);
            return true;
        }

        if (plain is IDictionary source && target.IsGenericType && target.GetGenericArguments().Length == 2)
        {
            var arguments = target.GetGenericArguments();
            var concrete = typeof(Dictionary<,>).MakeGenericType(arguments);
            if (target.IsAssignableFrom(concrete))
            {
                var copy = (IDictionary)Activator.CreateInstance(concrete)!;
                foreach (DictionaryEntry entry in source)
                {
                    copy.Add(Converter.Convert(entry.Key, arguments[0], provider)!, Converter.Convert(entry.Value, arguments[1], provider));
                }

                result = copy;
                return true;
            }
        }

        return false;
    }

    public static Type? ElementOf(Type type)
    {
        if (type == typeof(string) || typeof(IDictionary).IsAssignableFrom(type))
        {
            return null;
        }

        var collection = new[] { type }.Concat(type.GetInterfaces())
            .FirstOrDefault(t =>
                t.IsGenericType
                    && (t.GetGenericTypeDefinition() == typeof(ICollection<>)
                        || (type.IsInterface && t.GetGenericTypeDefinition() == typeof(IEnumerable<>))
                        || t.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>)));
        return collection is null
            || (collection.GetGenericArguments()[0] is { IsGenericType: true } pair
                && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)) ? null : collection.GetGenericArguments()[0];
    }

    private static Array ToArray(object value, object plain, Type element, IFormatProvider? provider)
    {
        // A dictionary and a string are single objects, not lists.
        if (plain is IDictionary or string || LanguagePrimitives.GetEnumerable(plain) is not { } many)
        {
            if (plain is string text && element == typeof(char))
            {
                return text.ToCharArray();
            }

            var single = Array.CreateInstance(element, 1);
            single.SetValue(Converter.Convert(value, element, provider), 0);
            return single;
        }

        var items = new List<object?>();
        foreach (var item in many)
        {
            items.Add(Converter.Convert(item, element, provider));
        }

        var array = Array.CreateInstance(element, items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            array.SetValue(items[i], i);
        }

        return array;
    }
}
