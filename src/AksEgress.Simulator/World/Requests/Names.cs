namespace AksEgress.Simulator.World.Requests;

/// <summary>The rules for every resource name; individual types are stricter.</summary>
internal static class Names
{
    /// <summary>Refuses a name that can't be part of a path.</summary>
    /// <exception cref="RefusalException">400 InvalidResourceName.</exception>
    public static void Check(string name)
    {
        if (name.Length > 260)
        {
            throw RequestErrors.InvalidName(name, "it is longer than 260 characters");
        }

        foreach (var c in name)
        {
            if (char.IsControl(c) || char.IsSurrogate(c) || c is '<' or '>' or '%' or '&' or '\\' or '?' or '/' or '#' or '"')
            {
                throw RequestErrors.InvalidName(name, "it holds a character that names can't have");
            }
        }

        if (name.Length == 0 || name.Trim('.', ' ').Length == 0)
        {
            throw RequestErrors.InvalidName(name, "it is empty or has only dots");
        }
    }
}
