using System.Xml;

namespace Pollux.Formats.Scanners;

/// <summary>
/// Goes through the elements inside the one at which a reader stands, one after the other, from wherever each was left; ends behind the parent.
/// </summary>
/// <param name="reader">The reader; at the start of the parent.</param>
internal struct XmlWalk(XmlReader reader)
{
    private int depth = -1;

    /// <summary>Goes to the next element; false, and behind the parent, when there is none.</summary>
    public bool MoveNext()
    {
        if (depth < 0)
        {
            depth = reader.Depth + 1;
            bool isEmpty = reader.IsEmptyElement;
            reader.Read();
            if (isEmpty)
            {
                return false;
            }
        }

        while (!reader.EOF)
        {
            if (reader.Depth < depth)
            {
                // The end tag of the parent.
                reader.Read();
                return false;
            }

            if (reader.Depth == depth && reader.NodeType == XmlNodeType.Element)
            {
                return true;
            }

            reader.Read();
        }

        return false;
    }
}
