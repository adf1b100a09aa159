namespace System.Management.Automation;

public class PSSerializer
{
    internal PSSerializer()
    {
    }

    public static string Serialize(object source) => Serialize(source, 1);

    public static string Serialize(object source, int depth) => throw new NotImplementedException();

    public static object? Deserialize(string source) => throw new NotImplementedException();
}
