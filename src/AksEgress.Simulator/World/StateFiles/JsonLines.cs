using System.Text.Json;

namespace AksEgress.Simulator.World.StateFiles;

/// <summary>Finds the lines of the items of a JSON array.</summary>
internal static class JsonLines
{
    /// <summary>The line, from 1, on which an item starts.</summary>
    /// <param name="utf8">The text of an array.</param>
    /// <param name="item">The item's position, from 0.</param>
    public static long Of(ReadOnlySpan<byte> utf8, int item)
    {
        Utf8JsonReader reader = new(utf8);
        var seen = -1;
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray) && ++seen == item)
            {
                return utf8[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;
            }
        }

        return 1;
    }
}
